package io.github.kitmaven.validate;

import io.github.kitmaven.schema.Names;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Labels and annotations, of an object and of the pods it makes, keep the rules of the API. */
final class LabelRule implements ObjectRule {
    private static final int MOST_ANNOTATIONS = 256 * 1024;
    private static final String KEY = "Use at most 63 letters, digits, -, _ and ., with a letter or digit at both ends;"
            + " a DNS subdomain and / may stand before it";
    private static final String VALUE =
            "Use at most 63 letters, digits, -, _ and ., with a letter or digit at both ends";

    @Override
    public void check(KubeObject object, Findings findings) {
        metadata(object, object.root().get("metadata"), findings);
        PodTemplate.of(object).ifPresent(pod -> {
            if (!object.is("pods")) {
                metadata(object, pod.metadata(), findings);
            }
            labels(object, pod.spec().get("nodeSelector"), findings);
        });
        Node selector = object.root().at("spec", "selector");
        labels(object, object.is("services") ? selector : selector.get("matchLabels"), findings);
    }

    /** Checks the labels and annotations of metadata. */
    static void metadata(KubeObject object, Node metadata, Findings findings) {
        labels(object, metadata.get("labels"), findings);
        annotations(object, metadata.get("annotations"), findings);
    }

    private static void labels(KubeObject object, Node labels, Findings findings) {
        for (Node label : labels.members()) {
            if (!Names.isQualified(label.name())) {
                findings.error(
                        "invalid-label",
                        object,
                        labels.key(label.name()),
                        label.shownName() + " can't be the key of a label",
                        KEY);
            }
            boolean wrong = label.isString()
                    && !Unset.in(label)
                    && Names.labelValueProblem(label.text()).isPresent();
            if (wrong) {
                findings.error("invalid-label", object, label, label.path() + " can't be " + label.shown(), VALUE);
            }
        }
    }

    private static void annotations(KubeObject object, Node annotations, Findings findings) {
        long size = 0;
        for (Node annotation : annotations.members()) {
            // the one difference to labels: a server takes upper case in the part before the slash
            if (!Names.isQualified(annotation.name().toLowerCase(Locale.ROOT))) {
                findings.error(
                        "invalid-annotation",
                        object,
                        annotations.key(annotation.name()),
                        annotation.shownName() + " can't be the key of an annotation",
                        KEY);
            }
            size += bytes(annotation.name()) + bytes(annotation.text());
        }
        if (size > MOST_ANNOTATIONS) {
            findings.error(
                    "invalid-annotation",
                    object,
                    annotations,
                    annotations.path() + " holds " + size + " bytes",
                    "A server takes at most " + MOST_ANNOTATIONS + "; move data to a ConfigMap");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
