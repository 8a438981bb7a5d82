/** Carries a plan out, in order. */
@NullMarked
package io.github.kitmaven.apply;

import org.jspecify.annotations.NullMarked;
