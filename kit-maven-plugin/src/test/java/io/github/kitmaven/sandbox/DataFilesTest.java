package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.schema.DataLines;
import io.github.kitmaven.schema.Schema;
import io.github.kitmaven.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {
    private static final List<String> SCHEMA = DataLines.of(Schema.class, "schema.txt");

    @Test
    void everyKindHasAType() {
        assertThat(new KindTable().all())
                .allSatisfy(kind -> assertThat(kind.type().member("metadata"))
                        .as(kind.name())
                        .isEqualTo(Schema.ofCustomResource().member("metadata")));
    }

    @Test
    void everyRuleIsAboutAFieldOfTheSchema() {
        List<String> rules = new ArrayList<>(DataLines.of(Schema.class, "values.txt"));
        rules.addAll(DataLines.of(Defaults.class, "defaults.txt"));
        assertThat(rules).allSatisfy(line -> {
            String[] words = line.split(" ", 3);
            String type = SCHEMA.stream()
                    .filter(other -> other.startsWith(words[0] + " "))
                    .findFirst()
                    .orElse("");
            assertThat(Stream.of(type.split(" ")).map(field -> field.replaceAll("\\*?:.*", "")))
                    .contains(words[1]);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1/Pod             | spec.containers                       | [name]
            v1/Pod             | spec.containers.env                   | [name]
            v1/Pod             | spec.containers.ports                 | [containerPort, protocol]
            v1/Pod             | spec.containers.volumeMounts          | [mountPath]
            v1/Pod             | spec.volumes                          | [name]
            v1/Pod             | spec.tolerations                      | []
            v1/Service         | spec.ports                            | [port, protocol]
            v1/ConfigMap       | metadata.ownerReferences              | [uid]
            apps/v1/Deployment | status.conditions                     | [type]
            networking.k8s.io/v1/Ingress | spec.rules                  | []
            """)
    void listsAreMergedByTheKeysOfTheApi(String kind, String path, String keys) {
        int slash = kind.lastIndexOf('/');
        SchemaType type = Schema.of(kind.substring(0, slash), kind.substring(slash + 1));
        for (String field : path.split("\\.")) {
            type = (type instanceof SchemaType.ListOf list ? list.item() : type)
                    .member(field)
                    .orElseThrow();
        }

        assertThat(((SchemaType.ListOf) type).keys().toString()).isEqualTo(keys);
    }
}
