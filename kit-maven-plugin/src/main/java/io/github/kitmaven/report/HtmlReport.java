package io.github.kitmaven.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result as a page to look at: one file that needs nothing beside it, no server and no network. The run stands in it as
 * data, of which a script makes the page; who lets no script run reads a summary.
 */
public final class HtmlReport implements RunListener {
    private static final Pattern PART = Pattern.compile("@(\\w+)@");

    private final Path file;

    /**
     * Makes the report.
     *
     * @param file where it goes
     */
    public HtmlReport(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Path> page() {
        return Optional.of(file);
    }

    @Override
    public void warmUp() {
        HtmlParts.load();
    }

    @Override
    public void ended(RunReport report) throws IOException {
        WholeFile.write(file, out -> write(report, out));
    }

    private static void write(RunReport report, Writer out) throws IOException {
        HtmlData data = new HtmlData(report);
        String page = HtmlParts.text("page.html");
        Matcher parts = PART.matcher(page);
        int from = 0;
        while (parts.find()) {
            out.write(page, from, parts.start() - from);
            switch (parts.group(1)) {
                case "policy" -> out.write(HtmlParts.POLICY);
                case "style" -> out.write(HtmlParts.STYLE);
                case "script" -> out.write(HtmlParts.SCRIPT);
                case "title" -> out.write(data.title());
                case "run" -> data.writeRun(out);
                case "clusters" -> data.writeClusters(out);
                case "plain" -> data.writePlain(out);
                default -> throw new IllegalStateException("the page has no part " + parts.group());
            }
            from = parts.end();
        }
        out.write(page, from, page.length() - from);
    }
}
