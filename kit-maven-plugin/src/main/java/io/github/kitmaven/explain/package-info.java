/** Explains values: where each comes from, and what it took the place of. */
@NullMarked
package io.github.kitmaven.explain;

import org.jspecify.annotations.NullMarked;
