/** What kit owns in a cluster, what it deployed last, who may write now, and what may be deleted. */
@NullMarked
package io.github.kitmaven.inventory;

import org.jspecify.annotations.NullMarked;
