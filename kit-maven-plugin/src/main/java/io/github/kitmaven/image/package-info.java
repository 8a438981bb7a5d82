/** Image files: where they are, how one value in them is replaced, and the commit that does so. */
@NullMarked
package io.github.kitmaven.image;

import org.jspecify.annotations.NullMarked;
