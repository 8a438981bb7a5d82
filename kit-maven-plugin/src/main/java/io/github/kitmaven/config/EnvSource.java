package io.github.kitmaven.config;

import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;

/**
 * Where containers get values from that the layers don't hold, above all environment variables. kit.yaml chooses one by
 * its name: {@code plugin: {name: vault, options: {...}}}. kit brings {@code file-config} and {@code env-api}.
 *
 * <p>This is an interface for you to implement. Put the class into a jar that has kit-maven-plugin as a dependency of scope
 * {@code provided}, name it in {@code META-INF/services/io.github.kitmaven.config.EnvSource}, and add the jar to the
 * {@code <dependencies>} of kit-maven-plugin in your pom. It needs a public constructor without parameters:
 *
 * <pre>{@code
 * public final class VaultEnv implements EnvSource {
 *     public String name() {
 *         return "vault";
 *     }
 *
 *     public Session open(EnvSettings settings) {
 *         Vault vault = Vault.at(settings.required("url", "Add the address of the vault"));
 *         return request -> EnvValues.variables(vault.read(request.cluster().name() + "/" + request.name()));
 *     }
 * }
 * }</pre>
 */
public interface EnvSource {

    /** {@return the name that kit.yaml chooses the source by} */
    String name();

    /**
     * Prepares for one run. It is called once, before any question, and is the place to check the options.
     *
     * @param settings the options of kit.yaml, and what else the source may need
     * @return what answers the questions of this run
     * @throws UserException if an option is missing or wrong
     */
    Session open(EnvSettings settings);

    /** Answers the questions of one run, several at once: it must be thread-safe. */
    @FunctionalInterface
    interface Session extends AutoCloseable {

        /**
         * Asks for the values of one container. They go over the container's own, except that variables of the
         * container's {@code env} win over those returned here.
         *
         * @param request the container and its cluster
         * @return the values
         * @throws UserException if the user can mend what is wrong; it fails this container's resource only
         * @throws EnvironmentException if the world is broken
         * @throws IOException as the above; only its class is shown, for its message may hold a secret
         * @throws InterruptedException if the thread was interrupted while it waited
         */
        EnvValues fetch(EnvRequest request) throws IOException, InterruptedException;

        /**
         * Tells which questions are the same: those with equal keys are asked once, and share the answer.
         *
         * @param request the container and its cluster
         * @return all that the answer depends on, with {@code equals} and {@code hashCode}; the whole request, unless
         *     overridden
         */
        default Object key(EnvRequest request) {
            return request;
        }

        /** {@return how many questions may be under way at once, at least 1} */
        default int parallelism() {
            return 8;
        }

        /** Lets go of what it holds, such as connections: no question comes any more. */
        @Override
        default void close() {}
    }
}
