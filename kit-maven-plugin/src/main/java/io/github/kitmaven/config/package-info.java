/** Finds, reads and merges the layers of a deployments repo, remembering where each value came from. */
@NullMarked
package io.github.kitmaven.config;

import org.jspecify.annotations.NullMarked;
