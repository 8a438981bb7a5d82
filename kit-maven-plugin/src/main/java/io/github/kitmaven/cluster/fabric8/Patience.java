package io.github.kitmaven.cluster.fabric8;

import java.time.Duration;

/**
 * How long a cluster is waited for.
 *
 * @param connect for a connection
 * @param answer for the answer to one request
 * @param outage until a cluster that fails again and again counts as unreachable
 * @param stream how long one stream of changes lives; the server ends it then, and a stream that outlives it is dead
 * @param program for a program that hands out credentials
 */
record Patience(Duration connect, Duration answer, Duration outage, Duration stream, Duration program) {
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));
}
