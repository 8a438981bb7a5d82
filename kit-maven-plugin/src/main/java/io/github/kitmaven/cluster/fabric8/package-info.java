/** Kubernetes by fabric8's HTTP client: plain JSON in and out, no typed model, and nothing configured behind our back. */
@NullMarked
package io.github.kitmaven.cluster.fabric8;

import org.jspecify.annotations.NullMarked;
