package io.github.kitmaven.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The result as CI servers read tests: a suite for each cluster, a case for each object. What is wrong with a cluster as a
 * whole is a case of its own, named after the cluster.
 *
 * <p>Source of the elements: the schema that Jenkins' xUnit plugin keeps of JUnit's reports; GitLab and Azure read the same.
 */
public final class JUnitXml implements RunListener {
    private final Path file;

    /**
     * Makes the report.
     *
     * @param file where it goes
     */
    public JUnitXml(Path file) {
        this.file = file;
    }

    @Override
    public void ended(RunReport report) throws IOException {
        WholeFile.write(file, out -> {
            try {
                write(report, out);
                out.write("\n");
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        });
    }

    private static void write(RunReport report, Writer out) throws XMLStreamException {
        // the JDK's own, whatever else stands on the class path
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute(xml, "name", "kit:" + report.goal());
        attribute(xml, "time", seconds(report.seconds()));
        if (!report.problems().isEmpty()) {
            suite(xml, "kit:" + report.goal(), report, report.problems(), List.of(), Optional.empty());
        }
        for (ClusterReport cluster : report.clusters()) {
            suite(xml, cluster.name(), report, own(cluster), cluster.objects(), skipped(cluster));
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    /** What is wrong with a cluster, and not told by one of its objects. */
    private static List<ProblemReport> own(ClusterReport cluster) {
        if (!cluster.failed()) {
            return List.of();
        }
        boolean told = cluster.objects().stream().anyMatch(ObjectReport::failed);
        return told ? List.of() : cluster.problems();
    }

    /** Why nothing was done with a cluster that is not at fault. */
    private static Optional<String> skipped(ClusterReport cluster) {
        return switch (cluster.status()) {
            case "superseded" -> Optional.of("it has something newer");
            case "planned" -> Optional.of("only planned");
            default -> Optional.empty();
        };
    }

    private static void suite(
            XMLStreamWriter xml,
            String name,
            RunReport report,
            List<ProblemReport> problems,
            List<ObjectReport> objects,
            Optional<String> skipped)
            throws XMLStreamException {
        long failed = objects.stream().filter(ObjectReport::failed).count();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", String.valueOf(objects.size() + problems.size()));
        attribute(xml, "failures", String.valueOf(failed));
        attribute(xml, "errors", String.valueOf(problems.size()));
        attribute(xml, "skipped", String.valueOf(skipped.isPresent() ? objects.size() - failed : 0));
        attribute(xml, "timestamp", report.startedAt().replaceFirst("(\\.\\d+)?Z$", ""));
        for (ProblemReport problem : problems) {
            start(xml, name, name, 0);
            problem(xml, "error", problem, List.of());
            end(xml);
        }
        for (ObjectReport object : objects) {
            object(xml, name, object, skipped);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void object(XMLStreamWriter xml, String cluster, ObjectReport object, Optional<String> skipped)
            throws XMLStreamException {
        start(
                xml,
                cluster,
                object.title(),
                object.health().map(HealthReport::seconds).orElse(0.0));
        if (object.problem().isPresent()) {
            problem(xml, "failure", object.problem().get(), List.of());
        } else if (object.failed()) {
            HealthReport health = object.health().orElseThrow();
            ProblemReport problem =
                    new ProblemReport(health.reason(), Optional.of(object.origin()), Optional.empty(), List.of());
            problem(xml, "failure", problem, health.evidence());
        } else if (skipped.isPresent()) {
            xml.writeEmptyElement("skipped");
            attribute(xml, "message", skipped.get());
        }
        end(xml);
    }

    private static void start(XMLStreamWriter xml, String cluster, String name, double seconds)
            throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", cluster);
        attribute(xml, "name", name);
        attribute(xml, "time", seconds(seconds));
    }

    private static void end(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, ProblemReport problem, List<String> more)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", problem.message());
        String text = problem.text() + more.stream().map(line -> "\n" + line).collect(Collectors.joining());
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** A log may hold characters that XML 1.0 knows no way to write. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> (c >= 0x20 && c <= 0xD7FF)
                                || c == '\n'
                                || c == '\t'
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : c == '\r' ? '\n' : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String seconds(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
