package io.github.kitmaven.sandbox;

import io.github.kitmaven.sandbox.ManagedFields.Operation;
import io.github.kitmaven.schema.Kind;

/**
 * How an object is written.
 *
 * @param manager who writes
 * @param subresource what part is written; empty for the object itself
 * @param dryRun check and answer, but keep nothing
 * @param force an apply takes the fields that others own
 * @param fieldValidation {@code Strict} to refuse unknown fields
 */
record WriteOptions(String manager, String subresource, boolean dryRun, boolean force, String fieldValidation) {

    static WriteOptions of(ApiRequest request, String subresource) {
        return new WriteOptions(
                request.fieldManager(),
                subresource,
                request.flag("dryRun"),
                request.flag("force"),
                request.parameter("fieldValidation"));
    }

    /** How a controller of the server itself writes. */
    static WriteOptions internal(String manager, String subresource) {
        return new WriteOptions(manager, subresource, false, false, "");
    }

    FieldManager by(Operation operation, Kind kind) {
        return new FieldManager(manager, operation, kind.apiVersion(), subresource);
    }
}
