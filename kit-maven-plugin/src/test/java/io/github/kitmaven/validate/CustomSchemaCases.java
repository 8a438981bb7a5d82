package io.github.kitmaven.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The cases of {@code custom-schemas.yaml}: the definitions of its two kinds, and objects of them. */
final class CustomSchemaCases {
    private static final String FILE = "custom-schemas.yaml";
    private static final ObjectNode TABLE = read();

    private CustomSchemaCases() {}

    /**
     * One object.
     *
     * @param object the custom resource
     * @param verdict what a server does with it: {@code takes}, {@code prunes} or {@code refuses}; {@code ours} if it is not
     *     asked
     * @param says what the checks say of it; empty if nothing
     */
    record Case(String object, String verdict, String says) {}

    /** The definition of the kind that has each row as a field. */
    private static String rows() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (int row = 0; row < TABLE.path("rows").size(); row++) {
            fields.set(field(row), TABLE.path("rows").path(row).path("schema"));
        }
        return definition(
                "Row",
                "{}",
                "{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\",\"properties\":%s}}}"
                        .formatted(fields));
    }

    /** The definitions of all kinds. */
    static List<String> definitions() {
        List<String> definitions = new ArrayList<>(List.of(rows()));
        for (int i = 0; i < TABLE.path("wholes").size(); i++) {
            JsonNode whole = TABLE.path("wholes").path(i);
            String subresources = whole.path("subresources").isMissingNode()
                    ? "{}"
                    : whole.path("subresources").toString();
            definitions.add(
                    definition("Whole" + i, subresources, whole.path("schema").toString()));
        }
        return definitions;
    }

    /** The names of all kinds. */
    static List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of("Row"));
        for (int i = 0; i < TABLE.path("wholes").size(); i++) {
            kinds.add("Whole" + i);
        }
        return kinds;
    }

    private static String definition(String kind, String subresources, String schema) {
        return """
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                 "metadata": {"name": "%2$s.acme.example"},
                 "spec": {"group": "acme.example", "scope": "Namespaced", "names": {"kind": "%1$s", "plural": "%2$s"},
                  "versions": [{"name": "v1", "served": true, "storage": true, "subresources": %3$s,
                   "schema": {"openAPIV3Schema": %4$s}}]}}
                """.formatted(kind, kind.toLowerCase(Locale.ROOT) + "s", subresources, schema);
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int row = 0; row < TABLE.path("rows").size(); row++) {
            String field = field(row);
            addAll(TABLE.path("rows").path(row), value -> object(field, value), "spec." + field, cases);
        }
        for (int i = 0; i < TABLE.path("wholes").size(); i++) {
            String kind = "Whole" + i;
            addAll(
                    TABLE.path("wholes").path(i),
                    value -> ((ObjectNode) value).deepCopy().put("kind", kind),
                    "v",
                    cases);
        }
        return cases;
    }

    private static void addAll(JsonNode row, Function<JsonNode, ObjectNode> object, String path, List<Case> cases) {
        for (String verdict : List.of("takes", "ours", "prunes", "refuses")) {
            for (JsonNode value : row.path(verdict)) {
                boolean silent = verdict.equals("takes") || verdict.equals("ours");
                String says = silent ? "" : value.path(1).asText().replaceAll("\\bv(?=[. \\[])", path);
                ObjectNode tree = object.apply(silent ? value : value.path(0)).put("apiVersion", "acme.example/v1");
                cases.add(new Case(tree.toString(), verdict, says));
            }
        }
    }

    private static ObjectNode object(String field, JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", "Row");
        object.putObject("metadata").put("name", "row");
        object.putObject("spec").set(field, value);
        return object;
    }

    private static String field(int row) {
        return "r" + row;
    }

    private static ObjectNode read() {
        String text = Folders.read(Path.of("src/test/resources")).getOrDefault(FILE, "");
        return Manifests.tree((Mapping)
                YamlReader.of(FormatVersion.V3).one(new SourceText(FILE, text)).orElseThrow());
    }
}
