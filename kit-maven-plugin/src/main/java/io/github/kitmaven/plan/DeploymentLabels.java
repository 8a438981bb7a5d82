package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The labels of a Deployment, of its pods, and of its selector: completed and checked as the original did, so that the
 * Deployments of one service can be told from those of others, and those of one strategy from those of another.
 */
final class DeploymentLabels {
    /** What may be added to a selector here. */
    static final Set<String> COMPLETED = Set.of(KitLabels.NAME, KitLabels.STRATEGY, KitLabels.APP_NAME);

    private static final int LABEL_LENGTH = 63;

    private final Marks marks;
    private final Manifest manifest;
    private final ObjectNode labels;
    private final ObjectNode podLabels;
    private final ObjectNode matchLabels;
    private final boolean selectsNothing;

    private DeploymentLabels(Marks marks, Manifest manifest, ObjectNode tree) {
        this.marks = marks;
        this.manifest = manifest;
        ObjectNode spec = tree.withObjectProperty("spec");
        ObjectNode selector = spec.withObjectProperty("selector");
        this.labels = tree.withObjectProperty("metadata").withObjectProperty("labels");
        this.podLabels = spec.withObjectProperty("template")
                .withObjectProperty("metadata")
                .withObjectProperty("labels");
        this.selectsNothing = selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty();
        this.matchLabels = selector.withObjectProperty("matchLabels");
    }

    static boolean applyTo(Manifest manifest) {
        return manifest.kind().equals("Deployment")
                && List.of("apps", "extensions").contains(manifest.group());
    }

    /**
     * Completes a Deployment.
     *
     * @param tree its tree, which is changed; its own labels are not completed yet
     * @throws UserException if it sets what is kit's to set, or its labels don't fit together
     */
    static void complete(Marks marks, Manifest manifest, ObjectNode tree) {
        DeploymentLabels deployment = new DeploymentLabels(marks, manifest, tree);
        deployment.refuseReserved();
        deployment.name();
        deployment.select();
        deployment.compareNames();
    }

    private void refuseReserved() {
        if (podLabels.has(KitLabels.STRATEGY) || matchLabels.has(KitLabels.STRATEGY)) {
            throw wrong(
                    " sets strategy in its selector or in the labels of its pods, which is kit's to set",
                    "Remove it there");
        }
    }

    private void name() {
        if (labels.has(KitLabels.NAME)) {
            return;
        }
        if (marks.nameRequired()) {
            throw wrong(
                    " has no label name, which version \"2\" of kit.yaml demands",
                    "Add name to its metadata.labels; all Deployments of one service share it");
        }
        String name = Stream.of(
                        podLabels.path(KitLabels.NAME),
                        matchLabels.path(KitLabels.NAME),
                        labels.path(KitLabels.APP_NAME),
                        podLabels.path(KitLabels.APP_NAME))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(manifest.name());
        String value = name.substring(0, Math.min(name.length(), LABEL_LENGTH)).replaceAll("[^A-Za-z0-9]+$", "");
        labels.put(KitLabels.NAME, value);
    }

    private void select() {
        podLabels.put(KitLabels.STRATEGY, marks.strategy());
        if (!podLabels.has(KitLabels.APP_NAME)) {
            Marking.labelOf(manifest.resource()).ifPresent(resource -> podLabels.put(KitLabels.APP_NAME, resource));
        }
        if (selectsNothing) {
            matchLabels.setAll(podLabels);
        }
        matchLabels.put(KitLabels.STRATEGY, marks.strategy());
        Optional<JsonNode> name = Stream.of(podLabels, matchLabels, labels)
                .limit(marks.nameRequired() ? 2 : 3)
                .filter(some -> some.has(KitLabels.NAME))
                .map(some -> some.path(KitLabels.NAME))
                .findFirst();
        if (name.isEmpty()) {
            throw wrong(
                    " has no name in its selector nor in the labels of its pods, which version \"2\" of kit.yaml demands",
                    "Add name to its spec.template.metadata.labels");
        }
        matchLabels.putIfAbsent(KitLabels.NAME, name.get());
        podLabels.putIfAbsent(KitLabels.NAME, matchLabels.path(KitLabels.NAME));
    }

    private void compareNames() {
        String name = labels.path(KitLabels.NAME).asText();
        String selected = matchLabels.path(KitLabels.NAME).asText();
        if (!name.equals(selected)) {
            throw wrong(
                    " has the label name: " + manifest.masked(name) + ", but its selector has name: "
                            + manifest.masked(selected),
                    "Give both the same name");
        }
    }

    private UserException wrong(String what, String advice) {
        return new UserException(Diagnostic.at(manifest.origin(), manifest.key() + what, advice));
    }
}
