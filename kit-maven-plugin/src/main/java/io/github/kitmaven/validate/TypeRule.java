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
        check(type, object, object.root(), findings);
    }

    /** Checks a part of an object by a type. */
    static void check(SchemaType type, KubeObject object, Node part, Findings findings) {
        new Walk(object, findings).value(type, part);
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
                    unknown(struct, node.key(key));
                } else if (field != null && member.exists() && !isStatus(member)) {
                    value(field.type(), member);
                    new FieldValue(object, findings).check(struct, key, member);
                }
            }
            struct.fields().forEach((key, field) -> {
                if (isRequired(struct, key, field)) {
                    require(key, node.get(key));
                }
            });
        }

        private static boolean isRequired(Struct struct, String key, Field field) {
            boolean needed = field.required() || (key.equals("spec") && needsMembers(field));
            return needed && field.type() != Scalar.BOOL && !MAY_BE_EMPTY.contains(struct.name() + " " + key);
        }

        private static boolean isStatus(Node member) {
            return member.name().equals("status") && member.path().equals("status");
        }

        private void require(String key, Node member) {
            if (!isStatus(member) && isMissing(key, member)) {
                findings.error(
                        "missing-field",
                        object,
                        member,
                        member.path() + " is missing",
                        "Set it; " + object.shownKind() + " needs it here");
            }
        }

        private boolean isMissing(String key, Node member) {
            boolean completed = member.path().equals("spec.selector") && SelectorRule.isCompleted(object);
            boolean emptyText = member.isString() && member.text().isEmpty();
            boolean emptyList =
                    FILLED.contains(key) && member.isList() && member.items().isEmpty();
            return !completed && (!member.exists() || emptyText || emptyList);
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
