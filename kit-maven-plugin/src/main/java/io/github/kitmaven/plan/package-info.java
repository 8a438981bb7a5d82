/** What a deploy would do, and why: pure functions from what is wanted and what is live. */
@NullMarked
package io.github.kitmaven.plan;

import org.jspecify.annotations.NullMarked;
