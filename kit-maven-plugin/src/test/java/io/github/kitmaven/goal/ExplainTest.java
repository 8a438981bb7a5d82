package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.explain.ExplainJson;
import io.github.kitmaven.explain.ExplainText;
import io.github.kitmaven.explain.ExplainValue;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.explain.ValuePath;
import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer word for word, in a repo of four layers. */
class ExplainTest {
    private static final Blame COMMIT = new Blame.Changed(
            "0123456789abcdef0123456789abcdef01234567",
            new Person("Ann", "ann@example.com"),
            Instant.parse("2026-01-02T03:04:05Z"),
            "Scale web up",
            false);

    @TempDir
    private Path root;

    private LineHistory history = (folder, places) -> Optional.of(Map.of());

    @BeforeEach
    void makeRepo() {
        FourLayers.write(root, "3");
    }

    private Explanation explain(String clusters, String resources, String what) {
        Render.Request request = new Render.Request(
                root, Selection.of(clusters, "", resources), new DeployId("r42", false), Optional.empty());
        Explain explain = new Explain(Map.of("TOKEN", "abc"), NoSops.create(), history);
        return what.contains(":")
                ? explain.line(request, RenderedLine.of(what))
                : explain.path(request, "", ValuePath.of(what));
    }

    @Test
    void toAProgramOfAShellTheAnswerIsTheValueAlone() {
        Folders.write(
                root.resolve("clusters/dev/configuration-var.yaml"),
                "kind: ResourceConfig\nword: 'two words'\nmap: {list: [1, true, 'x']}\n");

        assertThat(ExplainValue.of(explain("dev", "web", "word"))).containsExactly("two words");
        assertThat(ExplainValue.of(explain("dev", "web", "map"))).containsExactly("{\"list\":[1,true,\"x\"]}");
    }

    @Test
    void aListThatWasAppendedToIsNotCalledReplaced() {
        Folders.write(root.resolve("base-var.yaml"), "kind: ResourceConfig\ntags: [one]\n");
        Folders.write(
                root.resolve("clusters/dev/configuration-var.yaml"), "kind: ResourceConfig\ntags: !append [two]\n");

        assertThat(text("web", "tags")).contains("base     base-var.yaml:2:7").contains("[one]  (appended to)");
    }

    @Test
    void theLayerOfANamespaceAndThatOfAGroupAreNamed() {
        Folders.write(root.resolve("groups/web.yaml"), """
                kind: ResourceGroup
                resources: {web: {note: of the group, only: here}}
                """);
        Folders.write(root.resolve("clusters/two/cluster.yaml"), """
                kind: ClusterNamespace
                metadata: {name: two, type: develop}
                import: web
                resources: {settings: {disable: true}, web: {note: of the cluster, containers: {web-con: {image: x, env: []}}}}
                namespaces:
                  blue: {}
                  green:
                    vars: {deployment: {replicaCount: 7}}
                    resources: {web: {branch: next}}
                """);
        Render.Request request =
                new Render.Request(root, Selection.of("two", "", "web"), DeployId.NONE, Optional.empty());
        Explain explain = new Explain(Map.of("TOKEN", "abc"), NoSops.create(), history);

        assertThat(String.join(
                        "\n", ExplainText.of(explain.path(request, "green", ValuePath.of("deployment.replicaCount")))))
                .startsWith("""
                        deployment.replicaCount in cluster two, namespace green for resource web is: 7
                          => namespace  clusters/two/cluster.yaml:8:39  7
                             type       type/develop-var.yaml:4:17      2
                             base       base-var.yaml:3:17              1""");
        assertThat(ExplainText.of(explain.path(request, "green", ValuePath.of("branch")))
                        .get(1))
                .startsWith("  => namespace  clusters/two/cluster.yaml:9:31");
        assertThatThrownBy(() -> explain.path(request, "", ValuePath.of("branch")))
                .hasMessage("Cluster two has 2 namespaces, and one can be explained at a time."
                        + " Choose one with -Dkit.explain.namespace: blue, green.");
        assertThatThrownBy(() -> explain.path(request, "gren", ValuePath.of("branch")))
                .hasMessage("-Dkit.explain.namespace: cluster two has no namespace gren. The nearest name is green.");
        assertThatThrownBy(() -> explain.line(request, RenderedLine.of("web.yaml:1")))
                .hasMessage(
                        "web.yaml is the name of 2 files of cluster two. Choose one of blue/web.yaml, green/web.yaml.");
        assertThat(explain.line(request, RenderedLine.of("out/two/green/web.yaml:1"))
                        .namespace())
                .isEqualTo("green");
    }

    private String text(String resources, String what) {
        return String.join("\n", ExplainText.of(explain("dev", resources, what))) + "\n";
    }

    @Test
    void everyLayerIsNamedFromTheTopOneDownWithWhoChangedIt() {
        history = (folder, places) -> {
            Map<Origin, Blame> known = new HashMap<>();
            places.forEach(place -> known.put(place, COMMIT));
            known.put(new Origin("clusters/dev/configuration-var.yaml", 3, 17), new Blame.Uncommitted());
            return Optional.of(known);
        };

        assertThat(text("web", "deployment.replicaCount")).isEqualTo("""
                deployment.replicaCount in cluster dev for resource web is: 3
                  => cluster  clusters/dev/configuration-var.yaml:3:17  3
                              not committed yet
                     type     type/develop-var.yaml:4:17                2
                              0123456789  2026-01-02  Ann: Scale web up
                     base     base-var.yaml:3:17                        1
                              0123456789  2026-01-02  Ann: Scale web up
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            region                   | none | `cluster clusters/dev/configuration-var.yaml:4:8 null (a null overrides nothing)/type type/develop-var.yaml:6:9 null (a null overrides nothing)/=> base base-var.yaml:6:9 none`
            deployment.zones.0       | c    | `=> type type/develop-var.yaml:5:11 c/base base-var.yaml:5:11 a (the whole list was replaced)`
            deployment.zones[0]      | c    | `=> type type/develop-var.yaml:5:11 c/base base-var.yaml:5:11 a (the whole list was replaced)`
            deployment.id            | r42  | `=> parameter -Dkit.deployId r42`
            web-con.env.MODE.value   | cluster | `=> cluster clusters/dev/cluster.yaml:8:33 cluster/base base-cluster.yaml:12:33 base`
            web-con.env.0.value      | info | `=> base base-cluster.yaml:10:38 info/env file env/web/dev-env.yaml:1:32 file`
            web-con.env.TOKEN.value  | <secret> | `=> base base-cluster.yaml:11:13 <secret> (from the environment variable TOKEN of the build)`
            web-con.ports.admin.port | 99   | `=> cluster clusters/dev/cluster.yaml:9:37 99/base base-cluster.yaml:13:61 81 (the whole list was replaced)`
            web-con.extra            | 1    | `=> env file env/web/dev-env.yaml:2:8 1`
            web-con.image            | registry.example.com/acme/web:1 | `=> image images/acme/web/master.yaml:1:8 registry.example.com/acme/web:1`
            web-con.primary          | true | `=> cluster clusters/dev/cluster.yaml:7:9 true (not set, so true where there is an image_tag)`
            web-con.resourceName     | web  | `=> cluster clusters/dev/cluster.yaml:7:9 web (the resource's name)`
            branch                   | master | `=> cluster clusters/dev/cluster.yaml:5:5 master (not set, so the cluster's metadata.branch)`
            name                     | web  | `=> cluster clusters/dev/cluster.yaml:5:5 web (the resource's name)/base base-var.yaml:7:7 hidden (kit's own name hides it)`
            big.memory               | 128Mi | `=> cluster clusters/dev/configuration-var.yaml:5:35 128Mi`
            text                     | "3"  | `=> cluster clusters/dev/configuration-var.yaml:7:7 "3"`
            """)
    void eachKindOfSourceIsTold(String path, String value, String settings) {
        String text = text("web", path);

        assertThat(text.lines().findFirst().orElseThrow()).endsWith(" in cluster dev for resource web is: " + value);
        assertThat(text.lines().skip(1).map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(settings.split("/(?=(=>|type|base|cluster|env file) )"));
    }

    @Test
    void aMapIsYamlWithThePlaceOfEachValue() {
        assertThat(text("web", "deployment")).isEqualTo("""
                deployment in cluster dev for resource web is:
                    replicaCount: 3      # clusters/dev/configuration-var.yaml:3:17
                    containers:
                      port: 8080         # base-var.yaml:4:22
                    zones:
                      - c                # type/develop-var.yaml:5:11
                    id: r42              # -Dkit.deployId
                    fastRollback: false  # -Dkit.deployId
                  => cluster  clusters/dev/configuration-var.yaml:3:3
                     type     type/develop-var.yaml:4:3                {replicaCount: 2, zones: [c]}  (merged in)
                     base     base-var.yaml:3:3                        {replicaCount: 1, containers: {port: 8080}, zones: [a, b]}  (merged in)
                """);
    }

    @Test
    void aRenderedLineIsLedToItsTemplateAndEachValueOnItExplained() {
        assertThat(text("", "web.yaml:2")).isEqualTo("""
                dev/web.yaml:2 is: image: registry.example.com/acme/web:1 3
                  from resources/web.mustache:3

                {{image}} at resources/web.mustache:3:8
                web-con.image is: registry.example.com/acme/web:1
                  => image  images/acme/web/master.yaml:1:8  registry.example.com/acme/web:1

                {{name.length}} at resources/web.mustache:3:18
                name.length is: 3
                  => cluster  clusters/dev/cluster.yaml:5:5  3  (made of this while printing)

                within {{#web-con}} at resources/web.mustache:2:1
                web-con is a map
                  => env file  env/web/dev-env.yaml:1:1
                     cluster   clusters/dev/cluster.yaml:7:9  (merged in)
                     base      base-cluster.yaml:8:9          (merged in)
                """);
    }

    @Test
    void aLineOfAPartialAndASecretOnIt() {
        assertThat(text("web", "target/kit/manifests/dev/web.yaml:5")).startsWith("""
                dev/web.yaml:5 is: - TOKEN: <secret>
                  from resources/web.mustache:6

                {{name}} at resources/variable.mustache:1:1
                web-con.env.1.name is: TOKEN
                  => base  base-cluster.yaml:11:20  TOKEN

                {{value}} at resources/variable.mustache:1:11
                web-con.env.1.value is: <secret>
                  => base  base-cluster.yaml:11:13  <secret>  (from the environment variable TOKEN of the build)
                """);
    }

    @Test
    void aSectionThatAsksForAbsence() {
        assertThat(text("", "dev/web.yaml:7")).endsWith("""

                within {{^none}} at resources/web.mustache:9:1
                none is not there
                """);
    }

    @Test
    void aLineThatNoValueDecidesOn() {
        assertThat(text("", "raw.yaml:1")).isEqualTo("""
                dev/raw.yaml:1 is: kind: ConfigMap
                  from resources/raw.yaml:1
                  as it stands there: no value is printed on it, and no section is around it
                """);
    }

    @Test
    void outsideOfGitOneSentenceSaysSo() {
        history = (folder, places) -> Optional.empty();

        assertThat(text("settings", "settings.image")).isEqualTo("""
                settings.image in cluster dev for resource settings is: none
                  => base  base-cluster.yaml:14:37  none

                The repo is in no git repository, so it is not known who changed these lines.
                """);
    }

    @Test
    void versionTwoMergesListsByIndex() {
        FourLayers.write(root, "2");

        assertThat(text("web", "web-con.ports.0.port")).isEqualTo("""
                web-con.ports.0.port in cluster dev for resource web is: 99
                  => cluster  clusters/dev/cluster.yaml:9:37  99
                     base     base-cluster.yaml:13:36         80
                """);
        assertThat(text("web", "deployment.zones")).endsWith("""
                  => type  type/develop-var.yaml:5:10
                     base  base-var.yaml:5:10          [a, b]  (merged in by index)
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-con", "web-con.env", "web-con.env.TOKEN.value", "web-con.env.1", "web.yaml:5"})
    void noAnswerShowsTheValueOfAnExternalVariable(String what) {
        Explanation explanation = explain("dev", "web", what);

        assertThat(String.join("\n", ExplainText.of(explanation)) + ExplainJson.of(explanation) + explanation)
                .contains("<secret>")
                .doesNotContain("abc");
    }

    @Test
    void jsonHasTheSameInAStableForm() throws Exception {
        history = (folder, places) -> Optional.of(Map.of(
                new Origin("clusters/dev/configuration-var.yaml", 3, 17),
                COMMIT,
                new Origin("base-var.yaml", 3, 17),
                new Blame.Uncommitted()));

        JsonNode json = new ObjectMapper().readTree(ExplainJson.of(explain("dev", "web", "dev/web.yaml:7")));

        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                {"version": 1, "cluster": "dev", "resource": "web", "git": true,
                 "line": {"file": "dev/web.yaml", "line": 7, "text": "replicas: 3",
                          "source": {"file": "resources/web.mustache", "line": 10}},
                 "values": [
                  {"path": "deployment.replicaCount", "role": "printed", "value": 3,
                   "tag": {"name": "deployment.replicaCount", "file": "resources/web.mustache", "line": 10, "column": 11},
                   "settings": [
                    {"layer": "cluster", "file": "clusters/dev/configuration-var.yaml", "line": 3, "column": 17, "value": 3,
                     "holds": true, "commit": "0123456789abcdef0123456789abcdef01234567", "author": "Ann",
                     "email": "ann@example.com", "time": "2026-01-02T03:04:05Z", "subject": "Scale web up"},
                    {"layer": "type", "file": "type/develop-var.yaml", "line": 4, "column": 17, "value": 2, "holds": false},
                    {"layer": "base", "file": "base-var.yaml", "line": 3, "column": 17, "value": 1, "holds": false,
                     "uncommitted": true}]},
                  {"path": "none", "role": "inverted-guard", "settings": [],
                   "tag": {"name": "none", "file": "resources/web.mustache", "line": 9, "column": 1}}]}
                """));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dev | web | deployment.replicaCnt | deployment.replicaCnt is not there in cluster dev for resource web. The nearest name is deployment.replicaCount.
            dev | web | deployment.zones.7    | deployment.zones.7 is not there in cluster dev for resource web. That list has the indexes 0 to 0.
            dev | web | region.x              | region.x is not there in cluster dev for resource web. region is neither a map nor a list.
            dev | web | web-con.env.TOKEN.value.x | web-con.env.TOKEN.value.x is not there in cluster dev for resource web. web-con.env.TOKEN.value is neither a map nor a list.
            dev | `` | web-con                | web-con is not there in cluster dev; without a resource only the vars are looked at (choose one with -Dkit.resources). There is big, deployment, kind, metadata, name, region, small, text.
            dev | *  | name                   | -Dkit.resources chooses 2 resources of cluster dev. Choose one of web, settings.
            dev | w  | name                   | -Dkit.resources: nothing is named w. There is settings, web.
            *   | `` | name                   | 2 clusters are meant, and one can be explained at a time. Choose one with -Dkit.clusters: dev, eu.
            ``  | `` | web.yaml:1             | 2 clusters are meant, and one can be explained at a time. Choose one with -Dkit.clusters: dev, eu.
            off | `` | name                   | The cluster that -Dkit.clusters chooses is disabled. Remove disable: true from its cluster.yaml, or choose another.
            dev | `` | web.yaml:99            | dev/web.yaml has no line 99. It has 7 lines.
            dev | `` | wab.yaml:1             | Nothing of cluster dev renders to wab.yaml. The nearest name is web.yaml.
            dev | `` | web.yaml:              | -Dkit.explain.line is 'web.yaml:', which names no line. Write the rendered file and the line, such as web.yaml:14 or eu-1/web.yaml:14.
            dev | `` | a..b                   | -Dkit.explain.path is 'a..b', which is no path. Write keys and list indexes with dots between, such as deployment.replicaCount or web.env.0.value.
            """)
    void whatCannotBeExplainedSaysWhatCan(String clusters, String resources, String what, String message) {
        cluster("eu", "");
        cluster("off", "disable: true, ");

        assertThatThrownBy(() -> explain(clusters, resources, what))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    @Test
    void theFolderOfALineChoosesTheCluster() {
        cluster("eu", "");

        assertThat(explain("", "", "eu/web.yaml:1").cluster()).isEqualTo("eu");
        assertThat(explain("", "", "/builds/target/kit/manifests/eu/web.yaml:1:5")
                        .cluster())
                .isEqualTo("eu");
    }

    private void cluster(String name, String more) {
        Folders.write(
                root.resolve("clusters/" + name + "/cluster.yaml"),
                "kind: ClusterNamespace\nmetadata: {" + more + "name: " + name + ", type: develop}\n");
    }
}
