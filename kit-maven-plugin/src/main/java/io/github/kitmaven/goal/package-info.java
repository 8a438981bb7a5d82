/** The use cases: each {@code run} reads as the story of its goal. */
@NullMarked
package io.github.kitmaven.goal;

import org.jspecify.annotations.NullMarked;
