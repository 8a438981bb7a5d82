package io.github.kitmaven.sandbox;

import io.github.kitmaven.sandbox.ManagedFields.Operation;

/**
 * Who owns fields: one entry of {@code managedFields}.
 *
 * @param name the name that the client gave itself
 * @param apiVersion the version of the object that it wrote
 * @param subresource the subresource that it wrote; empty for the object itself
 */
record FieldManager(String name, Operation operation, String apiVersion, String subresource) {

    /** Whether the other is the same manager: an applier stays itself in another version of the object. */
    boolean is(FieldManager other) {
        return name.equals(other.name)
                && operation == other.operation
                && subresource.equals(other.subresource)
                && (operation == Operation.APPLY || apiVersion.equals(other.apiVersion));
    }

    /** The manager as messages name it. */
    String text() {
        String text = '"' + name + '"';
        if (!subresource.isEmpty()) {
            text += " with subresource \"" + subresource + '"';
        }
        return operation == Operation.UPDATE ? text + " using " + apiVersion : text;
    }
}
