/** The port to a Kubernetes API: what kit asks of a cluster, and how a cluster refuses. */
@NullMarked
package io.github.kitmaven.cluster;

import org.jspecify.annotations.NullMarked;
