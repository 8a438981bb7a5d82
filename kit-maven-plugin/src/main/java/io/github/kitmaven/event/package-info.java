/** What happens during a goal, for whoever listens: the console, the result, a log. */
@NullMarked
package io.github.kitmaven.event;

import org.jspecify.annotations.NullMarked;
