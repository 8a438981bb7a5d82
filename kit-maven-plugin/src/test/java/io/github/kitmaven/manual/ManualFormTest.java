package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What can be said of the README and the manual without running them: links lead somewhere, properties exist. */
class ManualFormTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w./-])-?D?(kit\\.[a-z][A-Za-z0-9]*(?:\\.[a-z][A-Za-z0-9]*)*)");
    private static final Set<String> PLACES = Set.of("file", "append", "into", "excerpt");
    /** File names that look like properties. */
    private static final Set<String> FILES = Set.of("kit.yaml");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockSaysHowItIsShownToBeRight(Page page) throws IOException {
        for (Block block : page.blocks()) {
            boolean says =
                    block.isCommand() || block.isOutput() || PLACES.stream().anyMatch(block::has);
            assertThat(says || block.has("shown by")).as(block.place()).isTrue();
            block.mark("file")
                    .ifPresent(file -> assertThat(block.before())
                            .as("%s: the reader is told which file it is", block.place())
                            .contains(file.substring(file.lastIndexOf('/') + 1)));
            if (block.has("shown by")) {
                assertThat(exists(block.marks().get("shown by")))
                        .as(block.place())
                        .isTrue();
            }
        }
        assertThat(page.beginning()).isIn(Page.EMPTY, Page.REPO);
    }

    private static boolean exists(String name) throws IOException {
        if (Files.exists(Page.ROOT.resolve("src/it").resolve(name)) || Files.exists(Page.ROOT.resolve(name))) {
            return true;
        }
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            return tests.anyMatch(it -> it.getFileName().toString().equals(name + ".java"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) throws IOException {
        Path file = Page.ROOT.resolve(page.file());
        Matcher links = LINK.matcher(Files.readString(file));
        while (links.find()) {
            String target = links.group(1);
            if (target.matches("[a-z]+:.*") || target.endsWith("-mojo.html") || target.endsWith("plugin-info.html")) {
                continue; // elsewhere, or generated
            }
            Path to =
                    target.isEmpty() ? file : source(file.resolveSibling(target).normalize());
            assertThat(to).as("%s: %s", page, links.group()).exists();
            if (links.group(2) != null && to.toString().endsWith(".md")) {
                assertThat(anchors(to))
                        .as("%s: %s", page, links.group())
                        .contains(links.group(2).substring(1));
            }
        }
    }

    /** Pages link to what it is in the site: other pages, pictures, examples. */
    private static Path source(Path target) {
        String name = target.toString();
        Path page = Path.of(name.replaceFirst("\\.html$", ".md"));
        return Files.exists(page) ? page : Path.of(name.replace("src/site/markdown/", "src/site/resources/"));
    }

    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#")) {
                anchors.add(line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }

    @Test
    void everyPropertyIsOneOfThePlugin() throws IOException {
        String descriptor = Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"));
        Set<String> unknown = new TreeSet<>();
        for (Page page : Page.all()) {
            Matcher properties = PROPERTY.matcher(Files.readString(Page.ROOT.resolve(page.file())));
            while (properties.find()) {
                String name = properties.group(1);
                if (!FILES.contains(name) && !descriptor.contains("${" + name + "}")) {
                    unknown.add(page + ": " + name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatConfiguresThePluginAreItsParameters(Page page) throws Exception {
        XPathExpression kits = XPathFactory.newInstance()
                .newXPath()
                .compile("//configuration[not(../artifactId) or ../artifactId = 'kit-maven-plugin']/*");
        String descriptor = Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"));
        for (Block block : page.blocks()) {
            if (block.language().equals("xml") && block.text().contains("<configuration>")) {
                NodeList parameters = (NodeList) kits.evaluate(parse(block.text()), XPathConstants.NODESET);
                for (int i = 0; i < parameters.getLength(); i++) {
                    assertThat(descriptor)
                            .as(block.place())
                            .contains("<name>" + parameters.item(i).getNodeName() + "</name>");
                }
            }
        }
    }

    private static Document parse(String part) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<part>" + part + "</part>")));
    }

    @Test
    void everyMessageOfTheTroubleshootingIsOneOfKits() throws IOException {
        String sources = sources();
        for (String line : Files.readAllLines(Page.ROOT.resolve("src/site/markdown/troubleshooting.md"))) {
            if (line.startsWith("| `")) {
                Stream.of(line.split("\\|")[1].split("`"))
                        .flatMap(message -> Stream.of(message.split("\\.\\.\\.")))
                        .map(String::strip)
                        .filter(part -> part.length() > 4)
                        .forEach(part -> assertThat(sources).as(line).contains(part));
            }
        }
    }

    /** All texts of the sources, with those that stand in several lines in one. */
    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
            return all.toString();
        }
    }
}
