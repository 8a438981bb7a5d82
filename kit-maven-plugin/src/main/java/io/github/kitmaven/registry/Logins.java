package io.github.kitmaven.registry;

import java.util.Optional;

/** Finds out who asks a registry. */
@FunctionalInterface
public interface Logins {

    /**
     * Looks for the login of a registry.
     *
     * @param registry the registry
     * @return the login; empty where nobody is known there
     * @throws io.github.kitmaven.problem.UserException where there should be one, and it can't be read
     */
    Optional<Login> of(RegistryHost registry);
}
