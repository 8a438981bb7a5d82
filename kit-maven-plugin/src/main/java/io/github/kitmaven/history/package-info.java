/** Pure: which image ran where from when to when, and what changed between two moments. */
@NullMarked
package io.github.kitmaven.history;

import org.jspecify.annotations.NullMarked;
