/** When an object counts as rolled out, and the wait until it does. */
@NullMarked
package io.github.kitmaven.rollout;

import org.jspecify.annotations.NullMarked;
