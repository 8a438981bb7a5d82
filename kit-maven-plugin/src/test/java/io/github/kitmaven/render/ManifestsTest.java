package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

    @Test
    void everyDocumentIsAnObjectWithThePlaceWhereItBegins() {
        List<Manifest> manifests = parse("dev/web.yaml", """
                # a comment
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                ---
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                """);

        assertThat(manifests)
                .extracting(manifest -> manifest.key() + " at " + manifest.origin())
                .containsExactly("Service web at dev/web.yaml:2:1", "Deployment shop/web at dev/web.yaml:7:1");
    }

    @Test
    void theItemsOfAListCountAsObjectsOfTheFile() {
        List<Manifest> manifests = parse("x.yaml", """
                apiVersion: v1
                kind: List
                items:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                  - apiVersion: v1
                    kind: SecretList
                    items: [{apiVersion: v1, kind: Secret, metadata: {name: b}}]
                """);

        assertThat(manifests)
                .extracting(manifest -> manifest.key() + " at " + manifest.origin())
                .containsExactly("ConfigMap a at x.yaml:4:5", "Secret b at x.yaml:7:13");
    }

    @Test
    void valuesBecomeWhatJacksonWouldReadFromTheSameJson() throws JsonProcessingException {
        String yaml = """
                apiVersion: v1
                kind: X
                metadata: {name: x, labels: {}}
                spec: {i: 3, l: 5000000000, b: 99999999999999999999, d: 0.5, e: 1e3, mode: 0644, s: yes, q: "1", n: ~,
                  t: true, list: [a, [1]], neg: -7}
                """;
        String json = """
                {"apiVersion": "v1", "kind": "X", "metadata": {"name": "x", "labels": {}},
                 "spec": {"i": 3, "l": 5000000000, "b": 99999999999999999999, "d": 0.5, "e": 1000, "mode": 420,
                  "s": "yes", "q": "1", "n": null, "t": true, "list": ["a", [1]], "neg": -7}}
                """;

        assertThat(parse("x.yaml", yaml).get(0).tree()).isEqualTo(new ObjectMapper().readTree(json));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                                                    | x.yaml:1:1: A Kubernetes object must be a map. Write it as key: value.
            {kind: A, metadata: {name: a}}                         | x.yaml:1:1: This object has no apiVersion. Every Kubernetes object has apiVersion, kind and metadata.name.
            {apiVersion: v1, metadata: {name: a}}                  | x.yaml:1:1: This object has no kind. Every Kubernetes object has apiVersion, kind and metadata.name.
            {apiVersion: v1, kind: A}                              | x.yaml:1:1: This object has no metadata.name. Every Kubernetes object has apiVersion, kind and metadata.name.
            {apiVersion: v1, kind: A, metadata: {name: }}          | x.yaml:1:1: This object has no metadata.name. Every Kubernetes object has apiVersion, kind and metadata.name.
            {apiVersion: v1, kind: A, metadata: {name: a}, x: .inf}| x.yaml:1:51: Kubernetes knows no number Infinity. Write a finite number, or quote it.
            """)
    void whatIsNoObjectIsRefusedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> parse("x.yaml", yaml))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    private static List<Manifest> parse(String file, String text) {
        return Manifests.parse(new SourceText(file, text));
    }
}
