package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.problem.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class JUnitXmlTest {
    @TempDir
    private Path folder;

    @Test
    void eachClusterIsASuiteAndEachObjectACase() throws IOException {
        assertThat(written(Reportings.deploy())).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="kit:deploy" time="42.100">
                  <testsuite name="ap-1" tests="2" failures="0" errors="0" skipped="0" timestamp="2026-11-23T12:00:00">
                    <testcase classname="ap-1" name="Deployment shop/web" time="1.500"></testcase>
                    <testcase classname="ap-1" name="ConfigMap shop/web" time="0.000"></testcase>
                  </testsuite>
                  <testsuite name="eu-1" tests="2" failures="0" errors="0" skipped="0" timestamp="2026-11-23T12:00:00">
                    <testcase classname="eu-1" name="Deployment shop/web" time="1.500"></testcase>
                    <testcase classname="eu-1" name="ConfigMap shop/web" time="0.000"></testcase>
                  </testsuite>
                  <testsuite name="eu-2" tests="2" failures="1" errors="0" skipped="0" timestamp="2026-11-23T12:00:00">
                    <testcase classname="eu-2" name="Deployment shop/web" time="1.500"><failure message="pod web-1, container web: \
                CrashLoopBackOff">resources/web.mustache:3:1 (rendered: eu/web.yaml:1:1): pod web-1, container web: CrashLoopBackOff.
                last event: BackOff (4 times): Back-off restarting &lt;web&gt;
                log of pod web-1, container web, before its restart:
                  | starting
                  | \uFFFD[31mno ``` db</failure></testcase>
                    <testcase classname="eu-2" name="ConfigMap shop/web" time="0.000"></testcase>
                  </testsuite>
                  <testsuite name="sa-1" tests="0" failures="0" errors="0" skipped="0" timestamp="2026-11-23T12:00:00">
                  </testsuite>
                  <testsuite name="us-1" tests="1" failures="0" errors="1" skipped="0" timestamp="2026-11-23T12:00:00">
                    <testcase classname="us-1" name="us-1" time="0.000"><error message="Cluster us-1 did not answer: \
                connection refused">Cluster us-1 did not answer: connection refused. Look whether it is up.</error></testcase>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void whatEndedARunBeforeItCameToClustersIsACase() throws Exception {
        Result result = new Result(
                "deploy",
                Reportings.NOON,
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                List.of(Diagnostic.of("kit.yaml is wrong", "Mend it")));
        written(result);

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document document = factory.newDocumentBuilder()
                .parse(folder.resolve("TEST-kit.xml").toFile());
        assertThat(document.getElementsByTagName("error").item(0).getTextContent())
                .isEqualTo("kit.yaml is wrong. Mend it.");
    }

    private String written(Result result) throws IOException {
        Path file = folder.resolve("TEST-kit.xml");
        new JUnitXml(file).ended(Reportings.report(result));
        return Files.readString(file);
    }
}
