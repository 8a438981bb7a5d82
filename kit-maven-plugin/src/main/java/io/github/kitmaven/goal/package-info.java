/** The use cases: each one's run() reads as the story of what a goal does. */
@NullMarked
package io.github.kitmaven.goal;

import org.jspecify.annotations.NullMarked;
