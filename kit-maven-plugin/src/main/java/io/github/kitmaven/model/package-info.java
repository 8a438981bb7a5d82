/** The words of kit as records: what every other package speaks of. */
@NullMarked
package io.github.kitmaven.model;

import org.jspecify.annotations.NullMarked;
