/** The port to git: a branch of a remote repository that takes commits, and the checkout that a build runs in. */
@NullMarked
package io.github.kitmaven.git;

import org.jspecify.annotations.NullMarked;
