package io.github.kitmaven.registry;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;

/** Words what a registry says. Its own words are left out: they may repeat a login. */
record RegistryFault(RegistryHost registry, ImageReference image) {

    UserException refused(int status, boolean login) {
        String what = login ? "refuses this user" : "asks for a user";
        return new UserException(Diagnostic.of(
                "The registry " + registry.name() + " " + what + " for " + image + " (" + status
                        + "), so it is not known whether it is there",
                "Correct the <server> with the id " + registry.name() + " in settings.xml, or run docker login "
                        + registry.name() + "; some registries answer so for images that are not there"));
    }

    EnvironmentException failed(String what) {
        return new EnvironmentException(
                Diagnostic.of(
                        "The registry " + registry.name() + " can't be asked for " + image + ": " + what,
                        "Run the goal again when it can, or leave kit.verifyImage out"),
                new IOException(what));
    }
}
