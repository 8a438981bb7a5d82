/** What can go wrong, said so that the reader can mend it. */
@NullMarked
package io.github.kitmaven.problem;

import org.jspecify.annotations.NullMarked;
