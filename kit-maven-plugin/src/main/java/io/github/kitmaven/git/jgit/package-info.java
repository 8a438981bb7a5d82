/** The port to git, on JGit: no git binary, no working tree. */
@NullMarked
package io.github.kitmaven.git.jgit;

import org.jspecify.annotations.NullMarked;
