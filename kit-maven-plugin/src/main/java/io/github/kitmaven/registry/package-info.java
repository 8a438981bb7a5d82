/** Asks registries of container images whether they have one, as the OCI distribution specification says. */
@NullMarked
package io.github.kitmaven.registry;

import org.jspecify.annotations.NullMarked;
