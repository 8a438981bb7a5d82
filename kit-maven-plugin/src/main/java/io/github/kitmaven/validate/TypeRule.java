package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.Schema;
import io.github.kitmaven.schema.SchemaType;
import io.github.kitmaven.schema.SchemaType.Field;
import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.MapOf;
import io.github.kitmaven.schema.SchemaType.Scalar;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every field of a built-in kind is known, has the type and a value that it may have, and none that must be there is missing.
 * Of other kinds that holds for the metadata.
 */
final class TypeRule implements ObjectRule {
    /** The lists that must not be empty; to a server an empty list and a missing one are the same. */
    private static final Set<String> FILLED = Set.of("containers", "verbs", "versions", "paths");

    /** Fields that the description of the API calls required, but whose empty value a server takes. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("HTTPHeader value", "Sysctl value", "LimitRangeSpec limits");

    @Override
    public void check(KubeObject object, Findings findings) {
        SchemaType type = object.kind().map(Kind::type).orElseGet(Schema::ofCustomResource);
        new Walk(object, findings).value(type, object.root());
    }

    /** A walk through one object. */
    private record Walk(KubeObject object, Findings findings) {

        void value(SchemaType type, Node node) {
            if (type instanceof Struct struct) {
                if (expect(node.isMap(), "a map", node)) {
                    struct(struct, node);
                }
            } else if (type instanceof MapOf map) {
                if (expect(node.isMap(), "a map", node)) {
                    node.members().forEach(member -> value(map.value(), member));
                }
            } else if (type instanceof ListOf list) {
                if (expect(node.isList(), "a list", node)) {
                    node.items().forEach(item -> value(list.item(), item));
                    new ListKeys(object, findings).check(list, node);
                }
            } else if (type instanceof Scalar scalar) {
                new ScalarType(object, findings).check(scalar, node);
            }
        }

        private void struct(Struct struct, Node node) {
            for (String key : node.keys()) {
                Field field = struct.fields().get(key);
                Node member = node.get(key);
                if (field == null && !struct.open()) {
                    unknown(struct, member);
                } else if (field != null && member.exists() && !member.path().equals("status")) {
                    value(field.type(), member);
                    new FieldValue(object, findings).check(struct, key, member);
                }
            }
            struct.fields().entrySet().stream()
                    .filter(field -> isRequired(struct, field))
                    .forEach(field -> require(field, node.get(field.getKey())));
        }

        private static boolean isRequired(Struct struct, Map.Entry<String, Field> field) {
            String key = field.getKey();
            boolean mayBeEmpty = MAY_BE_EMPTY.contains(struct.name() + " " + key)
                    || field.getValue().type() == Scalar.BOOL;
            return !mayBeEmpty
                    && (field.getValue().required() || (key.equals("spec") && needsMembers(field.getValue())));
        }

        private void require(Map.Entry<String, Field> field, Node member) {
            if (!member.path().equals("status") && isMissing(field, member)) {
                findings.error(
                        "missing-field",
                        object,
                        member,
                        member.path() + " is missing",
                        "Set it; " + object.shownKind() + " needs it here");
            }
        }

        private static boolean isMissing(Map.Entry<String, Field> field, Node member) {
            boolean emptyText = member.isString() && member.text().isEmpty();
            boolean emptyList = FILLED.contains(field.getKey())
                    && member.isList()
                    && member.items().isEmpty();
            return !member.exists() || emptyText || emptyList;
        }

        /** To a server a missing spec is an empty one: what is missing are the fields in it. */
        private static boolean needsMembers(Field field) {
            return field.type() instanceof Struct struct
                    && struct.fields().entrySet().stream()
                            .anyMatch(it -> it.getValue().required()
                                    || (it.getKey().equals("spec") && needsMembers(it.getValue())));
        }

        private void unknown(Struct struct, Node member) {
            String kind = object.shownKind().toLowerCase(Locale.ROOT);
            String shown = member.shownName();
            String parent = member.path().length() > shown.length()
                    ? "." + member.path().substring(0, member.path().length() - shown.length() - 1)
                    : "";
            findings.error(
                    "unknown-field",
                    object,
                    member,
                    "Kubernetes knows no field " + member.path(),
                    Nearest.to(shown, struct.fields().keySet())
                            .map(nearest -> "The nearest name is " + nearest)
                            .orElse("Correct or remove it; `kubectl explain " + kind
                                    + parent.replaceAll("\\[[^]]*]", "") + "` tells the fields there are"));
        }

        private boolean expect(boolean fits, String wanted, Node node) {
            if (!fits && !Unset.in(node)) {
                new ScalarType(object, findings).wrong(wanted, node, "Write " + wanted + " here");
            }
            return fits;
        }
    }
}
