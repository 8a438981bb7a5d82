/** The Maven side: parameters, wiring, the log, and the one translation of exceptions. */
@NullMarked
package io.github.kitmaven.mojo;

import org.jspecify.annotations.NullMarked;
