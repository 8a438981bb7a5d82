/** Checks the manifests of clusters, and the repo they come from, without asking a cluster. */
@NullMarked
package io.github.kitmaven.validate;

import org.jspecify.annotations.NullMarked;
