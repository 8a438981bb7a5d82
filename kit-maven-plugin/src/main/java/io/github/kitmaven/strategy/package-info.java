/** How a new version of a service takes the place of the old one: pure rules. */
@NullMarked
package io.github.kitmaven.strategy;

import org.jspecify.annotations.NullMarked;
