package io.github.kitmaven.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A release: the same bytes wherever it is built, and all that Maven Central asks for. Slow, minutes: it compiles everything
 * twice, at the same time, with Error Prone, since what else compiles it is not what is released.
 */
@Tag("release")
class ReleaseTest {
    private static final String VERSION = "-1.0.0-SNAPSHOT";

    @TempDir
    static Path folder;

    private static ReleaseBuild here;
    private static ReleaseBuild there;

    @BeforeAll
    static void buildTwice() throws IOException, InterruptedException, ExecutionException {
        here = new ReleaseBuild(folder.resolve("a"));
        there = new ReleaseBuild(folder.resolve("Größe/of/another depth"));
        Map<String, String> keys =
                Map.of("GNUPGHOME", Files.createDirectory(folder.resolve("gpg")).toString());
        gpg(keys, "gpg --batch --passphrase '' --quick-generate-key ada@example.com default default never");
        CompletableFuture<Void> first = building(() ->
                here.run("022", "-Duser.timezone=UTC -Duser.name=ada", Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"), ""));
        there.run(
                "002", // one that hides files from others shows in the jars: Maven writes their rights into them
                "-Duser.timezone=Pacific/Kiritimati -Duser.language=tr -Duser.country=TR -Duser.name=Gülşen",
                Map.of("TZ", "Pacific/Kiritimati", "LC_ALL", "C.UTF-8", "GNUPGHOME", keys.get("GNUPGHOME")),
                "gpg:sign@sign");
        first.get();
    }

    @AfterAll
    static void endAgent() throws IOException, InterruptedException {
        gpg(Map.of("GNUPGHOME", folder.resolve("gpg").toString()), "gpgconf --kill all");
    }

    private interface Building {
        void run() throws IOException, InterruptedException;
    }

    private static CompletableFuture<Void> building(Building building) {
        return CompletableFuture.runAsync(() -> {
            try {
                building.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void gpg(Map<String, String> environment, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gpg.log").toFile());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(folder.resolve("gpg.log"))).isZero();
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws IOException {
        Map<String, byte[]> those = there.published();
        assertThat(those.keySet()).isEqualTo(here.published().keySet());
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : here.published().entrySet()) {
            byte[] other = those.get(file.getKey());
            if (!Arrays.equals(file.getValue(), other)) {
                different.add(file.getKey() + ": " + differences(file.getValue(), other));
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kit-maven-plugin", "kit-deployments-archetype"})
    void eachJarHasItsSourcesItsJavadocAndItsBill(String module) throws IOException {
        Map<String, byte[]> published = here.published();
        String jar = module + "/target/" + module + VERSION;
        for (String kind : List.of("", "-sources", "-javadoc")) {
            assertThat(published).containsKey(jar + kind + ".jar");
            assertThat(entries(published.get(jar + kind + ".jar")).keySet())
                    .as(kind)
                    .anyMatch(name -> !name.startsWith("META-INF"));
        }
        JsonNode bill = new JsonMapper().readTree(published.get(module + "/target/bom.json"));
        assertThat(bill.path("bomFormat").textValue()).isEqualTo("CycloneDX");
        assertThat(bill.path("components").findValuesAsText("name"))
                .contains("org.eclipse.jgit")
                .doesNotContain("maven-model", "s3", "archunit");
        // what the module inherits, without its own name at the end
        assertThat(bill.at("/metadata/component/externalReferences").findValuesAsText("url"))
                .contains("https://github.com/kitmaven/kit", "https://github.com/kitmaven/kit/issues")
                .noneMatch(url -> url.endsWith(module));
    }

    /** As https://central.sonatype.org/publish/requirements/ has it. */
    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "kit-maven-plugin/pom.xml", "kit-deployments-archetype/pom.xml"})
    void eachPomTellsWhatCentralAsksFor(String pom) throws IOException, XmlPullParserException {
        Model own = model(pom);
        Model parent = model("pom.xml");
        assertThat(List.of(own.getName(), own.getDescription())).noneMatch(String::isBlank);
        assertThat(parent.getUrl()).startsWith("https://");
        assertThat(parent.getLicenses())
                .allMatch(it -> it.getName() != null && it.getUrl() != null)
                .isNotEmpty();
        assertThat(parent.getDevelopers()).allMatch(it -> it.getName() != null).isNotEmpty();
        assertThat(parent.getScm().getConnection()).startsWith("scm:git:https://");
        assertThat(parent.getScm().getDeveloperConnection()).startsWith("scm:git:");
        assertThat(parent.getScm().getUrl()).startsWith("https://");
        assertThat(own.getRepositories()).isEmpty(); // Central has all that a release needs
    }

    @Test
    void aKeySignsAllThatIsPublished() throws IOException {
        String name = "kit-maven-plugin" + VERSION;
        assertThat(there.signatures("kit-maven-plugin"))
                .containsExactlyInAnyOrder(
                        "bom.json.asc",
                        name + ".jar.asc",
                        name + ".pom.asc",
                        name + "-sources.jar.asc",
                        name + "-javadoc.jar.asc");
        assertThat(here.signatures("")).isEmpty();
    }

    private static Model model(String pom) throws IOException, XmlPullParserException {
        return new MavenXpp3Reader().read(new ByteArrayInputStream(Files.readAllBytes(here.file(pom))));
    }

    /** The entries of two jars that differ, for whoever has to find out why; where none does, it is their order, times or rights. */
    private static List<String> differences(byte[] one, byte[] other) throws IOException {
        Map<String, String> these = entries(one);
        Map<String, String> those = entries(other);
        return these.keySet().stream()
                .filter(name -> !these.get(name).equals(those.getOrDefault(name, "")))
                .limit(5)
                .toList();
    }

    private static Map<String, String> entries(byte[] jar) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return entries;
    }
}
