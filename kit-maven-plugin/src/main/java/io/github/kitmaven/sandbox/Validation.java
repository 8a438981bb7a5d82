package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.sandbox.SchemaType.ListOf;
import io.github.kitmaven.sandbox.SchemaType.MapOf;
import io.github.kitmaven.sandbox.SchemaType.Struct;
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
            checkRequired(kind.type().member("spec").orElse(SchemaType.untyped()), object.path("spec"), "spec", causes);
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

    /** Fields that the schema requires must be there. */
    private static void checkRequired(SchemaType type, JsonNode value, String path, List<Cause> causes) {
        if (type instanceof Struct struct && value.isObject()) {
            struct.fields().forEach((name, field) -> {
                JsonNode member = value.path(name);
                String at = path + "." + name;
                boolean missing = member.isMissingNode() || (member.isArray() && member.isEmpty());
                if (missing && field.required()) {
                    causes.add(Cause.required(at, ""));
                } else if (!missing) {
                    checkRequired(field.type(), member, at, causes);
                }
            });
        } else if (type instanceof ListOf list) {
            for (int i = 0; i < value.size(); i++) {
                checkRequired(list.item(), value.get(i), path + "[" + i + "]", causes);
            }
        } else if (type instanceof MapOf map) {
            value.properties()
                    .forEach(entry ->
                            checkRequired(map.value(), entry.getValue(), path + "[" + entry.getKey() + "]", causes));
        }
    }
}
