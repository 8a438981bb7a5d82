/** Renders the Mustache templates of a deployments repo to manifests. */
@NullMarked
package io.github.kitmaven.render;

import org.jspecify.annotations.NullMarked;
