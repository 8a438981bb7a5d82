package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.kitmaven.testing.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped schemas, read as an editor reads them. */
class EditorSchemasTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    @TestFactory
    Stream<DynamicTest> everyRepoOfThisProjectFits() throws IOException {
        return Stream.of("../kit-deployments-archetype/src/main/resources/archetype-resources", "../src/it")
                .flatMap(EditorSchemasTest::files)
                .filter(file -> !schemaOf(file).isEmpty())
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(errors(schemaOf(file), Files.readString(file)))
                                .hasSize(
                                        file.endsWith("render-names-the-place-of-a-fault-in-kit-yaml/kit.yaml")
                                                ? 1
                                                : 0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kit     | version: 3                                                              | version
            kit     | {version: "3", cluster: {path: a}, resources: {path: a}, images: {path: a}, outptu: {path: b}} | outptu
            cluster | {kind: ClusterNamespace, metadata: {name: a, disabled: true}}           | disabled
            cluster | {kind: ClusterNamespace, metadata: {disable: "yes"}}                    | disable
            cluster | {kind: ClusterNamespace, resources: {a: {svc: {labels: b}}}}            | name
            group   | {kind: ResourceConfig}                                                  | kind
            var     | {metadata: {type: [a]}, kind: ResourceConfig}                           | type
            image   | {image: {tag: a}}                                                       | image
            """)
    void whatDoesNotFitIsMarked(String schema, String text, String about) {
        assertThat(errors(schema, text))
                .isNotEmpty()
                .anySatisfy(error -> assertThat(error).contains(about));
    }

    private static List<String> errors(String name, String text) {
        try (var file = Shapes.class.getResourceAsStream(name + ".schema.json")) {
            Schema schema =
                    REGISTRY.getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            String json = Values.json(Values.yaml(text, FormatVersion.V3)).toString();
            return schema.validate(json, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a file that is none of the repo's configuration. */
    private static String schemaOf(Path file) {
        String path = file.toString().replace('\\', '/');
        if (path.endsWith("/kit.yaml")) {
            return "kit";
        }
        if (path.endsWith("/base-cluster.yaml") || path.endsWith("/cluster.yaml")) {
            return "cluster";
        }
        return path.endsWith("-var.yaml") ? "var" : path.matches(".*/images/.*\\.yaml") ? "image" : "";
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
