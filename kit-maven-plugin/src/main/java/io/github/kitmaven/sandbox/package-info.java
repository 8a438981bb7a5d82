/** The sandbox: an embedded mock of a Kubernetes API server, with the controllers that make rollouts happen. */
@NullMarked
package io.github.kitmaven.sandbox;

import org.jspecify.annotations.NullMarked;
