package io.github.kitmaven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.schema.AllowedValues.Between;
import io.github.kitmaven.schema.AllowedValues.OneOf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of Kubernetes that checks rely on. */
class SchemaFactsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            extensions/v1beta1, Ingress,           1.22, networking.k8s.io/v1
            extensions/v1beta1, Deployment,        1.16, apps/v1
            batch/v1beta1,      CronJob,           1.25, batch/v1
            policy/v1beta1,     PodSecurityPolicy, 1.25, -
            """)
    void removedVersionsNameTheirSuccessor(String apiVersion, String kind, String since, String successor) {
        RemovedVersion removed = RemovedVersion.find(apiVersion, kind).orElseThrow();
        assertThat(removed.since()).isEqualTo(since);
        assertThat(removed.successor().orElse(null)).isEqualTo(successor);
    }

    @Test
    void noKindIsBothServedAndRemoved() {
        assertThat(BuiltInKinds.all())
                .noneMatch(kind ->
                        RemovedVersion.find(kind.apiVersion(), kind.name()).isPresent());
    }

    @Test
    void everySuccessorIsServed() {
        List<String> served =
                BuiltInKinds.all().stream().map(Kind::apiVersion).distinct().toList();
        assertThat(DataLines.of(RemovedVersion.class, "removed.txt")).allSatisfy(line -> {
            String[] words = line.split(" ");
            boolean onlyAsked = words[0].startsWith("authentication.k8s.io") || words[3].equals("-");
            assertThat(onlyAsked || served.contains(words[3])).isTrue();
        });
    }

    @Test
    void fieldsAreLimitedToValuesOrRanges() {
        assertThat(AllowedValues.of("ServicePort", "port")).contains(new Between(1, 65535));
        assertThat(AllowedValues.of("DeploymentStrategy", "type"))
                .contains(new OneOf(List.of("Recreate", "RollingUpdate")));
        assertThat(AllowedValues.of("ServicePort", "name")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            app,                       true
            app.kubernetes.io/name,    true
            a/b/c,                     false
            Acme.example/name,         false
            acme.example/,             false
            /name,                     false
            -name,                     false
            '',                        false
            """)
    void keysOfLabelsAreQualifiedNames(String key, boolean right) {
        assertThat(Names.isQualified(key)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "http,true",
        "http-2,true",
        "8080,false",
        "http--2,false",
        "-http,false",
        "HTTP,false",
        "fifteen-letters,true",
        "sixteen-letters-,false",
        "sixteen-letters1,false"
    })
    void portsAreNamedAsServicesOfTheInternetAre(String name, boolean right) {
        assertThat(Names.isPortName(name)).isEqualTo(right);
    }
}
