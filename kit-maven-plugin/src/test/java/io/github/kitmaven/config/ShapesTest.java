package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes, the schemas that editors read, and the code that reads the files say the same. */
class ShapesTest {
    private static final Map<String, Shape.Struct> SCHEMAS = Map.of(
            "kit", Shapes.KIT,
            "cluster", Shapes.CLUSTER,
            "group", Shapes.GROUP,
            "var", Shapes.VARS,
            "image", Shapes.IMAGE);

    @TempDir
    private Path root;

    /** The other direction holds by itself: {@link Fields} reads no key that its shape does not name. */
    @ParameterizedTest
    @ValueSource(strings = {"kit", "cluster", "group", "var", "image"})
    void theSchemaThatIsShippedIsMadeFromTheShape(String name) throws IOException {
        String shape = JsonSchemas.of("kit: a " + name + " file", SCHEMAS.getOrDefault(name, Shape.closed()));
        if (Boolean.getBoolean("kit.test.writeSchemas")) {
            Files.writeString(Path.of("src/main/resources/io/github/kitmaven/config/" + name + ".schema.json"), shape);
        }

        try (var shipped = Shapes.class.getResourceAsStream(name + ".schema.json")) {
            assertThat(shipped)
                    .as("run with -Dkit.test.writeSchemas=true to write it")
                    .isNotNull();
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(shape);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            metadata: {name: a, disabled: true} | cluster.yaml:1:21: metadata.disabled is not a key that kit knows. The nearest name is disable.
            metadata: {name: a, zone: x}        | cluster.yaml:1:21: metadata.zone is not a key that kit knows. There is
            resource: {}                        | cluster.yaml:1:1: resource is not a key that kit knows. The nearest name is resources.
            resources: {web: [a]}               | cluster.yaml:1:18: resources.web must be a map. Write its entries below it, indented.
            resources: {web: {file: [a]}}       | cluster.yaml:1:25: resources.web.file must be a string. Give it one value.
            metadata: {disable: 'no'}           | cluster.yaml:1:21: metadata.disable must be a boolean, not no. Write true or false, without quotes.
            import: {a: 1}                      | cluster.yaml:1:9: import must be a list. Write it as [one, other].
            namespaces: {a: {var: {x: 1}}}      | cluster.yaml:1:18: namespaces.a.var is not a key that kit knows. The nearest name is vars.
            resources: {a: {env: [{name: A, encoding: rot13}]}} | cluster.yaml:1:43: resources.a.env.encoding can't be rot13. There is ascii, base64, binary, hex, utf8.
            """)
    void whatIsWrongWithAClusterIsNamed(String text, String message) {
        assertThat(of(text)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.diagnostic().text()).startsWith(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata:",
                "resources: {web: {file: a, anything: [1], primary: true, env: {name: A, value: {b: 1}}}}",
                "import: web",
                "import: [web, job]",
                "namespaces: {a:, b: {vars: {x: [1]}}}",
                "resources: {web: {svc: {name: a, labels: [{name: b}]}, containers: {a: {image: x, y: z}}}}"
            })
    void whatIsRightPasses(String text) {
        assertThat(of(text)).isEmpty();
    }

    @Test
    void aSlipAmongFreeKeysIsAWarning() {
        assertThat(of("resources: {web: {disabled: true, note: x, names: y}}"))
                .extracting(finding ->
                        finding.severity() + " " + finding.diagnostic().text())
                .containsExactly(
                        "WARNING cluster.yaml:1:19: resources.web.disabled has no meaning to kit, but disable does."
                                + " If no template needs it, write disable.",
                        "WARNING cluster.yaml:1:44: resources.web.names has no meaning to kit, but name does."
                                + " If no template needs it, write name.");
    }

    private static List<Finding> of(String text) {
        SourceText source = new SourceText("cluster.yaml", text);
        return ShapeCheck.of(
                (Mapping) YamlReader.of(FormatVersion.V3).one(source).orElseThrow(), Shapes.CLUSTER);
    }

    @Test
    void everyFileOfTheRepoIsChecked() {
        Repo.in(root, "3")
                .cluster("dev", "  disable: true\n  zone: x\n")
                .with("clusters/dev/configuration-var.yaml", "kind: ResourceConfig\nmetadata: {typ: [x}\n")
                .with("clusters/notes.txt", "none")
                .with("groups/a.yaml", "kind: ResourceGroups\n")
                .with("type/develop-var.yaml", "kind: ResourceConfig\nmetadata: {type: [a]}\n")
                .with("images/acme/web/next.yaml", "image: {a: 1}\n")
                .with("base-var.yaml", "kin: x\n");

        assertThat(ConfigCheck.of(KitYaml.read(root, NoSops.create())))
                .extracting(finding -> finding.severity() + " " + finding.rule() + " "
                        + finding.diagnostic().origin().orElseThrow())
                .containsExactly(
                        "ERROR unknown-key clusters/dev/cluster.yaml:6:3",
                        "ERROR yaml clusters/dev/configuration-var.yaml:2:19",
                        "ERROR unknown-value groups/a.yaml:1:7",
                        "ERROR wrong-type images/acme/web/next.yaml:1:8",
                        "ERROR wrong-type type/develop-var.yaml:2:18");
    }

    @Test
    void aSourceOfVariablesThatDoesNotExistIsNamed() {
        Repo repo = Repo.in(root, "3");
        repo.with("kit.yaml", Folders.read(root).get("kit.yaml") + "plugin: {name: env-appi}\n");

        assertThat(ConfigCheck.of(KitYaml.read(root, NoSops.create())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.diagnostic().text())
                        .isEqualTo(
                                "kit.yaml:7:16: The plugin env-appi is not known; there is env-api, file-config, own-source."
                                        + " The nearest name is env-api."));
    }

    @Test
    void inVersionTwoAllIsAWarning() {
        Repo.in(root, "2").cluster("dev", "  zone: x\n");
        Folders.write(root.resolve("images/acme/web/master.yaml"), "image: {a: 1}\n");

        assertThat(ConfigCheck.of(KitYaml.read(root, NoSops.create())))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARNING, Finding.Severity.WARNING);
    }
}
