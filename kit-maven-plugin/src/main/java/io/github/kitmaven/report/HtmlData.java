package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as a page holds it: as data for its script, and in plain words. */
final class HtmlData {
    private static final ObjectWriter JSON = JsonFile.JSON
            .copy()
            .addMixIn(RunReport.class, WithoutClusters.class)
            .writer()
            .without(SerializationFeature.INDENT_OUTPUT)
            .with(new Escapes());

    private final RunReport report;
    /** What is said of each cluster in words; filled as its data is written, for a cluster's report is made anew each time. */
    private final List<String> clusters = new ArrayList<>();

    /** The clusters are written on their own. */
    @JsonIgnoreProperties("clusters")
    private interface WithoutClusters {}

    /** Nothing in the data may end the element that it stands in, or begin another. */
    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            for (char sign : new char[] {'<', '>', '&'}) {
                ascii[sign] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int sign) {
            return sign == 0x2028 || sign == 0x2029 || Character.isSurrogate((char) sign)
                    ? new SerializedString(String.format("\\u%04x", sign))
                    : null;
        }
    }

    HtmlData(RunReport report) {
        this.report = report;
    }

    /** What the run is and how it ended, in a few words, safe in HTML. */
    String title() {
        RunReport.Progress progress = report.progress();
        String goal = "kit " + report.goal();
        if (report.successful()) {
            return goal + ": " + (report.writes() ? "done" : "planned") + ", "
                    + Console.count(progress.found(), "cluster");
        }
        return goal + ": failed"
                + (progress.failed() > 0
                        ? " on " + progress.failed() + " of " + Console.count(progress.found(), "cluster")
                        : "");
    }

    /** The run but for its clusters. */
    void writeRun(Writer out) throws IOException {
        JSON.writeValue(out, report);
    }

    void writeClusters(Writer out) throws IOException {
        try (SequenceWriter list = JSON.writeValuesAsArray(out)) {
            for (ClusterReport cluster : report.clusters()) {
                list.write(cluster);
                clusters.add(words(cluster));
            }
        }
    }

    /** To be called once the clusters are written. */
    void writePlain(Writer out) throws IOException {
        out.write("<p>Started at " + safe(report.startedAt()) + ", took " + report.seconds() + " s"
                + report.commit().map(it -> ", commit " + safe(it)).orElse("")
                + (report.by().isEmpty() ? "" : ", by " + safe(report.by())) + ".</p>\n");
        for (ProblemReport problem : report.problems()) {
            out.write("<pre>" + safe(problem.text()) + "</pre>\n");
        }
        out.write("<ul>\n");
        for (String cluster : clusters) {
            out.write(cluster);
        }
        out.write("</ul>\n<p>The whole page needs JavaScript; it is all in this file, and loads nothing.</p>\n");
    }

    private static String words(ClusterReport cluster) {
        StringBuilder words = new StringBuilder("<li>")
                .append(safe(cluster.name()))
                .append(": ")
                .append(safe(cluster.status()));
        cluster.counts()
                .forEach((action, count) ->
                        words.append(", ").append(count).append(' ').append(safe(action)));
        cluster.problems()
                .forEach(problem ->
                        words.append("<pre>").append(safe(problem.text())).append("</pre>"));
        return words.append("</li>\n").toString();
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
