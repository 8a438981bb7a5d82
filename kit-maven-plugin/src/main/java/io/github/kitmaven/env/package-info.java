/** Asks env-api, a server of environment variables, for those of the repo's containers. */
@NullMarked
package io.github.kitmaven.env;

import org.jspecify.annotations.NullMarked;
