package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import io.github.kitmaven.validate.SharedFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A validation for machines, {@code target/kit/validate.json}. A key once in it keeps its meaning; new ones may join.
 *
 * <p>{@code version}, {@code clusters} (how many were looked at), {@code errors}, {@code warnings} and {@code notes} (how many
 * there are), and {@code findings}, sorted by place: each with {@code severity} ({@code error}, {@code warning}, or
 * {@code note} for what is not wrong), {@code rule},
 * {@code message}, {@code advice}, {@code origin} ({@code file}, {@code line}, {@code column}, as far as known; of a template's
 * output the file is {@code <cluster>/<file>}) and {@code clusters}, the names of those it was found in, none if it is about
 * the repo.
 */
public final class ValidationJson {
    /** The format's version; raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private ValidationJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param validation the validation
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(Validation validation, Path file) throws IOException {
        JsonFile.write(text(validation), file);
    }

    static String text(Validation validation) {
        ObjectNode tree = JsonFile.object();
        tree.put("version", VERSION);
        tree.put("clusters", validation.clusters());
        tree.put("errors", validation.count(Severity.ERROR));
        tree.put("warnings", validation.count(Severity.WARNING));
        tree.put("notes", validation.count(Severity.NOTE));
        ArrayNode findings = tree.putArray("findings");
        validation.findings().forEach(shared -> findings.add(finding(shared)));
        return JsonFile.text(tree);
    }

    private static ObjectNode finding(SharedFinding shared) {
        Finding finding = shared.finding();
        ObjectNode tree = JsonFile.object();
        tree.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        tree.put("rule", finding.rule());
        tree.setAll((ObjectNode)
                JsonFile.JSON.valueToTree(ProblemReport.of(finding.diagnostic(), UnaryOperator.identity())));
        ArrayNode clusters = tree.putArray("clusters");
        shared.clusters().forEach(clusters::add);
        return tree;
    }
}
