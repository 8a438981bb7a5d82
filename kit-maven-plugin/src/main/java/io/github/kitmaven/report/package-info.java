/** One result, and the ways to show it. */
@NullMarked
package io.github.kitmaven.report;

import org.jspecify.annotations.NullMarked;
