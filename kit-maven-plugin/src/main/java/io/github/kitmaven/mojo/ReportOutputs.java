package io.github.kitmaven.mojo;

import io.github.kitmaven.report.HtmlReport;
import io.github.kitmaven.report.JUnitXml;
import io.github.kitmaven.report.Markdown;
import io.github.kitmaven.report.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports that kit.reports and kit.annotations ask for. */
final class ReportOutputs {
    private ReportOutputs() {}

    /**
     * Makes them.
     *
     * @param reports the value of kit.reports
     * @param annotations the value of kit.annotations
     * @param repo the folder of kit.yaml
     * @param folder where reports go
     * @param environment the process's environment
     */
    static List<RunListener> of(
            String reports, String annotations, Path repo, Path folder, Map<String, String> environment) {
        Set<String> wanted = Stream.of(reports.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> Choice.of("kit.reports", name, "html", "junit", "markdown", "none"))
                .collect(Collectors.toSet());
        List<RunListener> outputs = new ArrayList<>();
        if (wanted.contains("html")) {
            outputs.add(new HtmlReport(folder.resolve("index.html")));
        }
        if (wanted.contains("junit")) {
            outputs.add(new JUnitXml(folder.resolve("TEST-kit.xml")));
        }
        if (wanted.contains("markdown")) {
            Optional<Path> summary = Optional.of(environment.getOrDefault("GITHUB_STEP_SUMMARY", ""))
                    .filter(path -> !path.isBlank())
                    .map(Path::of);
            outputs.add(new Markdown(folder.resolve("summary.md"), summary));
        }
        CiAnnotations server = CiAnnotations.of(annotations, repo, folder.resolve("gl-code-quality.json"), environment);
        server.github().ifPresent(outputs::add);
        server.gitlab().ifPresent(outputs::add);
        return outputs;
    }
}
