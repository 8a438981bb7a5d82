/** Keeps what was applied to each cluster elsewhere, so that it can be applied again. */
@NullMarked
package io.github.kitmaven.backup;

import org.jspecify.annotations.NullMarked;
