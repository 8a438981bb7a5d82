package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses objects that a server would: the checks that users meet, in the server's words. */
final class Validation {
    private static final Set<String> PLAIN_NAMES = Set.of("rbac.authorization.k8s.io");

    private Validation() {}

    /**
     * Checks an object, complete with its defaults.
     *
     * @param before the object before the change; empty for a new one
     * @throws ApiError with all that is wrong
     */
    static void check(Kind kind, Optional<ObjectNode> before, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        if (before.isEmpty()) {
            checkName(kind, Metadata.name(object), causes);
        }
        checkLabels(object, causes);
        if (!kind.custom()) {
            FieldRules.check(kind, object, causes);
            DataRules.check(kind, object, causes);
            WorkloadRules.check(kind, object, causes);
            before.ifPresent(old -> ImmutableFields.check(kind, old, object, causes));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, Metadata.name(object), causes);
        }
    }

    private static void checkName(Kind kind, String name, List<Cause> causes) {
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else if (PLAIN_NAMES.contains(kind.group())) {
            return;
        } else if (kind.is("services") || kind.is("namespaces")) {
            Names.labelProblem(name, kind.is("services"))
                    .ifPresent(problem -> causes.add(Cause.invalid("metadata.name", '"' + name + '"', problem)));
        } else {
            Names.subdomainProblem(name)
                    .ifPresent(problem -> causes.add(Cause.invalid("metadata.name", '"' + name + '"', problem)));
        }
    }

    private static void checkLabels(ObjectNode object, List<Cause> causes) {
        Metadata.labels(object)
                .properties()
                .forEach(label -> Names.labelValueProblem(label.getValue().asText())
                        .ifPresent(problem -> causes.add(Cause.invalid(
                                "metadata.labels", '"' + label.getValue().asText() + '"', problem))));
    }
}
