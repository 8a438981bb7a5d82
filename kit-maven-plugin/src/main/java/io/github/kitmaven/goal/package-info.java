/** The use cases. The {@code run} method of each reads as the story. */
@NullMarked
package io.github.kitmaven.goal;

import org.jspecify.annotations.NullMarked;
