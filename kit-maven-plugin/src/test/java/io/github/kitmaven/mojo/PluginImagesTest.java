package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.image.PluginImage;
import io.github.kitmaven.image.PluginImage.Tool;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images that a POM's configuration of other plugins names. */
class PluginImagesTest {
    private static final String JKUBE = "org.eclipse.jkube:kubernetes-maven-plugin";
    private static final String SPRING_BOOT = "org.springframework.boot:spring-boot-maven-plugin";
    private static final String JIB = "com.google.cloud.tools:jib-maven-plugin";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<images><image><name>a/b:1</name></image></images> | ",
                "<images><image><name> a/b:1 </name><registry>r.io</registry></image></images> | r.io",
                "<pushRegistry>p.io</pushRegistry><images><image><name>a/b:1</name></image></images> | p.io",
                "<registry>r.io</registry><pushRegistry>p.io</pushRegistry><images><image><name>a/b:1</name></image></images> | p.io",
                "<registry>r.io</registry><images><image><name>a/b:1</name></image></images> | r.io",
            })
    void readsJkubes(String configuration, String registry) throws Exception {
        String place = "<images><image><name> of kubernetes-maven-plugin";
        assertThat(images(plugin(JKUBE, configuration)))
                .containsExactly(new PluginImage(Tool.JKUBE, "a/b:1", Optional.ofNullable(registry), place));
    }

    @Test
    void readsSeveralOfJkubes() throws Exception {
        assertThat(images(plugin(
                        "org.eclipse.jkube:openshift-maven-plugin",
                        "<images><image><name>a/b:1</name></image><image><alias>x</alias></image>"
                                + "<image><name>c/d:1</name></image></images>")))
                .extracting(PluginImage::name)
                .containsExactly("a/b:1", "c/d:1");
    }

    @Test
    void readsSpringBootsAndJibs() throws Exception {
        assertThat(images(
                        plugin(SPRING_BOOT, "<image><name>a/b:1</name><publish>true</publish></image>"),
                        plugin(JIB, "<from><image>base</image></from><to><image>c/d</image></to>")))
                .containsExactly(
                        new PluginImage(
                                Tool.SPRING_BOOT,
                                "a/b:1",
                                Optional.empty(),
                                "<image><name> of spring-boot-maven-plugin"),
                        new PluginImage(Tool.JIB, "c/d", Optional.empty(), "<to><image> of jib-maven-plugin"));
    }

    @Test
    void readsWhatStandsInAnExecution() throws Exception {
        Plugin plugin = plugin(SPRING_BOOT, "<excludes/>");
        PluginExecution execution = new PluginExecution();
        execution.setConfiguration(configuration("<image><name>a/b:1</name></image>"));
        plugin.addExecution(new PluginExecution());
        plugin.addExecution(execution);
        assertThat(images(plugin)).extracting(PluginImage::name).containsExactly("a/b:1");
    }

    @Test
    void aManagedPluginCountsWhereTheBuildHasItNot() throws Exception {
        Plugin managed = plugin(JIB, "<to><image>managed</image></to>");
        assertThat(new PluginImages(List.of(), List.of(managed)).all())
                .extracting(PluginImage::name)
                .containsExactly("managed");
        assertThat(new PluginImages(List.of(plugin(JIB, "")), List.of(managed)).all())
                .isEmpty();
    }

    @Test
    void isEmptyWhereNothingIsToldOrToAnotherPlugin() throws Exception {
        assertThat(images(
                        new Plugin(),
                        plugin("com.example:spring-boot-maven-plugin", "<image><name>a/b:1</name></image>"),
                        plugin(SPRING_BOOT, "<image><name/></image>"),
                        plugin(JKUBE, "<images/>"),
                        plugin(JIB, "<to/>")))
                .isEmpty();
    }

    private static List<PluginImage> images(Plugin... plugins) {
        return new PluginImages(List.of(plugins), List.of()).all();
    }

    private static Plugin plugin(String key, String configuration) throws IOException, XmlPullParserException {
        Plugin plugin = new Plugin();
        plugin.setGroupId(key.split(":")[0]);
        plugin.setArtifactId(key.split(":")[1]);
        plugin.setConfiguration(configuration(configuration));
        return plugin;
    }

    private static Xpp3Dom configuration(String inner) throws IOException, XmlPullParserException {
        return Xpp3DomBuilder.build(new StringReader("<configuration>" + inner + "</configuration>"));
    }
}
