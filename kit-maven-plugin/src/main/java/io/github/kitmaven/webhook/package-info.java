/** What a run tells other systems over HTTP, in formats of theirs, without ever standing in the run's way. */
@NullMarked
package io.github.kitmaven.webhook;

import org.jspecify.annotations.NullMarked;
