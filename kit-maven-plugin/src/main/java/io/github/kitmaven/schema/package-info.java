/** What Kubernetes says of its objects: the built-in kinds, the types of their fields, and the rules for names. */
@NullMarked
package io.github.kitmaven.schema;

import org.jspecify.annotations.NullMarked;
