package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a value fits the schemas that {@code allOf}, {@code anyOf}, {@code oneOf} and {@code not} put together. */
record SchemaChoice(SchemaWalk walk) {
    private static final int MOST_TOLD = 4;

    void check(CustomSchema schema, Node node) {
        schema.schemas("allOf").forEach(each -> part(walk.findings(), each, node));
        List<CustomSchema> any = schema.schemas("anyOf");
        if (!any.isEmpty()) {
            anyOf(any, node);
        }
        List<CustomSchema> one = schema.schemas("oneOf");
        if (!one.isEmpty()) {
            oneOf(one, node);
        }
        schema.schema("not").ifPresent(not -> not(not, node));
    }

    private void anyOf(List<CustomSchema> schemas, Node node) {
        List<List<String>> problems = problems(schemas, node);
        if (problems.stream().noneMatch(List::isEmpty)) {
            none("anyOf", problems, node);
        }
    }

    private void oneOf(List<CustomSchema> schemas, Node node) {
        List<List<String>> problems = problems(schemas, node);
        List<String> fitting = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            if (problems.get(i).isEmpty()) {
                fitting.add(Integer.toString(i + 1));
            }
        }
        if (fitting.isEmpty()) {
            none("oneOf", problems, node);
        } else if (fitting.size() > 1 && isKnown(node)) {
            wrong(
                    node,
                    " fits " + fitting.size() + " schemas of oneOf in the CustomResourceDefinition: number "
                            + String.join(" and ", fitting),
                    "Let it fit one only");
        }
    }

    private void not(CustomSchema schema, Node node) {
        if (isKnown(node) && problems(schema, node).isEmpty()) {
            String ruledOut = SchemaText.of(schema.map());
            wrong(node, " fits what the CustomResourceDefinition rules out", "It must not fit " + ruledOut);
        }
    }

    private void none(String of, List<List<String>> problems, Node node) {
        List<String> ways = problems.stream()
                .map(each -> String.join(", and ", each))
                .distinct()
                .toList();
        String told = String.join("; or ", ways.subList(0, Math.min(MOST_TOLD, ways.size())))
                + (ways.size() > MOST_TOLD ? "; or ..." : "");
        wrong(node, " fits no schema of " + of + " in the CustomResourceDefinition", "Mend this: " + told);
    }

    private List<List<String>> problems(List<CustomSchema> schemas, Node node) {
        return schemas.stream().map(schema -> problems(schema, node)).toList();
    }

    private List<String> problems(CustomSchema schema, Node node) {
        Findings found = new Findings();
        part(found, schema, node);
        int title = walk.object().title().length() + 2;
        return found.all().stream()
                .map(Finding::diagnostic)
                .map(problem -> problem.message().substring(title))
                .toList();
    }

    private void part(Findings findings, CustomSchema schema, Node node) {
        new SchemaWalk(walk.object(), findings, walk.patterns(), false).value(Optional.of(schema), node, true);
    }

    /** A value that is not known counts as right, which must not make it fit too much. */
    private static boolean isKnown(Node node) {
        return node.all().noneMatch(Unset::in);
    }

    private void wrong(Node node, String what, String advice) {
        String path = node.path().isEmpty() ? "The object" : node.path();
        walk.findings().error("invalid-value", walk.object(), node, path + what, advice);
    }
}
