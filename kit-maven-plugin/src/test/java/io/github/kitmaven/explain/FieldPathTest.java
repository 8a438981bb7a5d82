package io.github.kitmaven.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
    private static final Value OBJECT =
            YamlReader.of(FormatVersion.V3).all(new SourceText("web.yaml", """
                    kind: Deployment
                    metadata:
                      name: web
                      annotations:
                        acme.com/team.name: shop
                    spec:
                      args: [a, b]
                      containers:
                      - name: sidecar
                        image: envoy
                      - name: web
                        image: web:2
                        ports:
                        - containerPort: 8080
                          name: http
                    """)).get(0);

    @ParameterizedTest
    @CsvSource({
        "metadata.name, 3",
        "metadata.annotations[acme.com/team.name], 5",
        "spec.containers[web].image, 12",
        "spec.containers[web].ports[8080].name, 15",
        "spec.containers[web].ports, 14",
        "spec.args[1], 7",
        "spec.replicas, 0",
        "spec.args (order), 0",
        "spec.containers[db].image, 0",
        "metadata.name.more, 0",
        "spec.args[7], 0",
    })
    void aPathLeadsToItsLine(String path, int line) {
        assertThat(FieldPath.find(OBJECT, path).map(it -> it.origin().line()).orElse(0))
                .isEqualTo(line);
    }
}
