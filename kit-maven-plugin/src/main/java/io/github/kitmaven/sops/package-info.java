/** Files that are encrypted with SOPS for age keys: found, decrypted in memory and checked, text in, text out. */
@NullMarked
package io.github.kitmaven.sops;

import org.jspecify.annotations.NullMarked;
