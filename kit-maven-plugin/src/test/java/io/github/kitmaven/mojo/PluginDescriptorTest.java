package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Maven is told of the plugin: the generated META-INF/maven/plugin.xml. */
class PluginDescriptorTest {
    /** Each goal and the phase it runs in by default; empty where it has none. */
    private static final Map<String, String> GOALS = Map.ofEntries(
            Map.entry("commit-image", "deploy"),
            Map.entry("validate", "validate"),
            Map.entry("render", "package"),
            Map.entry("diff", "verify"),
            Map.entry("deploy", "deploy"),
            Map.entry("explain", ""),
            Map.entry("status", ""),
            Map.entry("history", ""),
            Map.entry("report", ""),
            Map.entry("rollback", ""),
            Map.entry("sandbox", ""),
            Map.entry("help", ""));

    private static final Element PLUGIN = read(Path.of("target/classes/META-INF/maven/plugin.xml"));

    @Test
    void theGoalsAndTheirPhasesAreThoseOfTheDesign() {
        Map<String, String> goals = new TreeMap<>();
        mojos().forEach(mojo -> goals.put(text(mojo, "goal"), text(mojo, "phase")));
        assertThat(goals).containsExactlyInAnyOrderEntriesOf(GOALS);
        assertThat(text(PLUGIN, "goalPrefix")).isEqualTo("kit");
    }

    @TestFactory
    Stream<DynamicTest> everyGoalIsThreadSafeAndNeedsNoPom() {
        return mojos().map(mojo -> DynamicTest.dynamicTest(text(mojo, "goal"), () -> {
            assertThat(text(mojo, "threadSafe")).isEqualTo("true");
            assertThat(text(mojo, "requiresProject")).isEqualTo("false");
            assertThat(text(mojo, "description")).isNotBlank();
            if (!text(mojo, "goal").equals("help")) {
                assertThat(text(mojo, "since")).isEqualTo("1.0.0");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyParameterIsDocumentedAndHasAPropertyThatMirrorsItsName() {
        return mojos().filter(mojo -> !text(mojo, "goal").equals("help"))
                .flatMap(mojo -> parameters(mojo)
                        .map(parameter ->
                                DynamicTest.dynamicTest(text(mojo, "goal") + ": " + text(parameter, "name"), () -> {
                                    assertThat(text(parameter, "description")).isNotBlank();
                                    assertThat(text(parameter, "since")).isEqualTo("1.0.0");
                                    String property = property(mojo, text(parameter, "name"));
                                    assertThat(property).matches("\\$\\{kit\\.[a-zA-Z0-9.]+}");
                                    assertThat(letters(property)).isIn(namesOf(mojo, text(parameter, "name")));
                                })));
    }

    /** {@code skipRender} is {@code kit.render.skip}; {@code imageTag} is {@code kit.image.tag}. */
    private static List<String> namesOf(Element mojo, String name) {
        String goal = letters(text(mojo, "goal"));
        return name.startsWith("skip")
                ? List.of("kitskip", "kit" + goal + "skip")
                : List.of("kit" + name.toLowerCase(java.util.Locale.ROOT));
    }

    private static String letters(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Stream<Element> mojos() {
        return children(PLUGIN, "mojo");
    }

    private static Stream<Element> parameters(Element mojo) {
        return children(mojo, "parameter")
                .filter(parameter -> text(parameter, "editable").equals("true"));
    }

    private static String property(Element mojo, String parameter) {
        Element configuration = children(mojo, "configuration").findFirst().orElseThrow();
        return text(configuration, parameter);
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements.stream();
    }

    /** The text of the first such child, of this element itself rather than of one further down. */
    private static String text(Element parent, String name) {
        return children(parent, name)
                .filter(child -> child.getParentNode() == parent)
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static Element read(Path descriptor) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(descriptor.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
