package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderTest {
    private static final String ENV = """
            resources:
              web:
                containers:
                  web-con:
                    env:
                      - {name: KEY, external: true, encoding: "%s"}
                      - {name: MODE, external: true}
            """;

    @TempDir
    private Path root;

    private Repo repo;

    @BeforeEach
    void makeRepo() {
        repo = Repo.in(root, "2");
    }

    @Test
    void theResultNamesTheClusterTheResourceAndTheTemplate() {
        repo.cluster("dev", """
                  environment: development
                  namespace: shop
                  context: kind-dev
                  sandbox: true
                """);

        RenderedCluster rendered = repo.render().clusters().get(0);

        assertThat(rendered.cluster())
                .isEqualTo(new Cluster(
                        "dev",
                        "shop",
                        "develop",
                        "master",
                        "development",
                        false,
                        true,
                        Optional.of("kind-dev"),
                        root.resolve("clusters/dev/cluster.yaml"),
                        root.resolve("clusters/dev/kubeconfig.yaml")));
        assertThat(rendered.files())
                .extracting(RenderedFile::name, RenderedFile::text, RenderedFile::resource, RenderedFile::source)
                .containsExactly(tuple(
                        "web.yaml",
                        "image: registry.example.com/acme/web:1\n",
                        "web",
                        Origin.of("resources/web.mustache")));
    }

    @Test
    void clustersComeInTheOrderOfTheirFoldersAndDisabledOnesNotAtAll() {
        repo.cluster("b", "").cluster("a", "").cluster("c", "  disable: true\n").with("clusters/d/notes.txt", "");

        assertThat(repo.render().clusters())
                .extracting(cluster -> cluster.cluster().name())
                .containsExactly("a", "b", "dev");
    }

    @Test
    void manifestsOfNamespacesAreRead() {
        repo.with("namespaces/dev/shop.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");

        assertThat(repo.render().clusters().get(0).namespaces())
                .extracting(Manifest::name, Manifest::origin)
                .containsExactly(tuple("shop", new Origin("namespaces/dev/shop.yaml", 1, 1)));
    }

    @Test
    void theBranchOfTheContainerWinsOverTheResourceAndThatOverTheCluster() {
        repo.with("images/acme/web/c.yaml", "image: of-container\n")
                .with("images/acme/web/r.yaml", "image: of-resource\n")
                .with("images/acme/web/feature/k.yaml", "image: of-cluster\n");

        repo.cluster("dev", "  branch: feature/k\n");
        assertThat(repo.texts()).contains(entry("dev/web.yaml", "image: of-cluster\n"));
        repo.cluster("dev", "  branch: feature/k\nresources: {web: {branch: r}}\n");
        assertThat(repo.texts()).contains(entry("dev/web.yaml", "image: of-resource\n"));
        repo.cluster("dev", "resources: {web: {branch: r, containers: {web-con: {branch: c}}}}\n");
        assertThat(repo.texts()).contains(entry("dev/web.yaml", "image: of-container\n"));
        repo.cluster("dev", "resources: {web: {containers: {web-con: {image: given}}}}\n");
        assertThat(repo.texts()).contains(entry("dev/web.yaml", "image: given\n"));
    }

    @Test
    void aResourceWithoutContainersIsItsOwn() {
        repo.cluster("dev", "resources: {web: {disable: true}, job: {file: job.mustache, image_tag: acme/web}}\n")
                .with("resources/job.mustache", "{{{job.image}}} {{{job.name}}} {{{job.resourceName}}}");

        assertThat(repo.texts()).containsExactly(entry("dev/job.yaml", "registry.example.com/acme/web:1 job job"));
    }

    @Test
    void withoutPrimaryAContainerIsPrimaryIfItHasAnImageTag() {
        repo.cluster("dev", "resources: {web: {containers: {side: {image: x}}}}\n")
                .with("resources/web.mustache", "{{web-con.primary}} {{side.primary}}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "true false"));
    }

    @Test
    void twoContainersOfAnAutoscalerNeedNoPrimary() {
        repo.cluster(
                        "dev",
                        "resources: {web: {disable: true}, web-hpa: {file: hpa.mustache, containers: {a: {min: 1}, b: {min: 2}}}}\n")
                .with("resources/hpa.mustache", "{{a.min}}{{b.min}}");

        assertThat(repo.texts()).containsExactly(entry("dev/hpa.yaml", "12"));
    }

    @Test
    void theDeployIdStandsInTheDataOfEveryTemplate() {
        repo.with("resources/web.mustache", "{{deployment.id}} {{deployment.fastRollback}} {{deployment.replicas}}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "  1"));
        repo.deployId(new DeployId("r42", true));
        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "r42 true 1"));
    }

    @ParameterizedTest
    @CsvSource({"utf8, sé", "base64, c8Op", "hex, 73c3a9", "binary, sÃ©", "ascii, sC)", "'', sé"})
    void externalVariablesAreEncodedAsAskedFor(String encoding, String expected) {
        repo.environment("KEY", "sé")
                .cluster("dev", """
                        resources:
                          web:
                            containers:
                              web-con:
                                env:
                                  - {name: PLAIN, value: 1}
                                  - {name: KEY, external: true, encoding: "%s"}
                        """.formatted(encoding))
                .with("resources/web.mustache", "{{#web-con.env}}{{{value}}} {{/web-con.env}}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "1 " + expected + " "));
    }

    @Test
    void externalValuesAreSecretInEveryFormButShortOnesAreNot() {
        Render.Result rendered =
                external("s3cr3t/key", "base64").environment("MODE", "on").render();

        assertThat(repo.secrets().mask("s3cr3t/key s3cr3t&#x2F;key czNjcjN0L2tleQ&#x3D;&#x3D; czNjcjN0L2tleQ== on"))
                .isEqualTo("<secret> <secret> <secret> <secret> on");
        assertThat(rendered + " " + rendered.desired()).doesNotContain("s3cr3t", "czNjcjN0L2tleQ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*s3cr3t",
                "*s3cr3t and more",
                "!s3cr3t",
                "s3cr3t: [s3cr3t",
                "\"s3cr3t\" s3cr3t",
                "a\ns3cr3t\nb: s3cr3t",
                "@s3cr3t"
            })
    void aRenderedFileThatIsNoYamlIsNamedWithoutTheSecretInIt(String secret) {
        Render.Result rendered = external(secret, "").render();

        assertThatThrownBy(rendered::desired)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("resources/web.mustache:")
                .hasMessageContaining("(rendered: dev/web.yaml:")
                .hasNoCause()
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void whatFailsOrIsWarnedOfWhileRenderingShowsNoExternalValue() {
        external("s3cr3t", "")
                .with(
                        "resources/web.mustache",
                        "{{{web-con.env.0.value.nothing}}} {{#web-con.env}}{{valu}}{{value.x}}{{/web-con.env}}")
                .cluster("eu", "  allowFailure: true\n" + ENV.formatted(""));

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("valu is not there")
                .hasMessageNotContaining("s3cr3t");
        repo.select("eu", "", "").render();
        assertThat(repo.events()).isNotEmpty();
        assertThat(repo.events().toString()).doesNotContain("s3cr3t");
    }

    private Repo external(String value, String encoding) {
        repo = Repo.in(root, "3");
        return repo.environment("KEY", value)
                .environment("MODE", "on")
                .cluster("dev", ENV.formatted(encoding))
                .with("resources/web.mustache", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data:
                        {{#web-con.env}}
                          {{name}}: {{value}}
                        {{/web-con.env}}
                        """);
    }

    @Test
    void theEnvironmentFileGivesWhatTheClusterFilesLeaveOpen() {
        repo.with("kit.yaml", """
                version: "2"
                base: {path: .}
                images: {path: images}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                plugin: {path: /src/plugin/file-config, options: {configPath: config}}
                """)
                .with(
                        "config/front/dev-env.yaml",
                        "env: [{name: A, value: file}, {name: B, value: file}]\nbranch: next\n")
                .with("images/acme/web/next.yaml", "image: next\n")
                .cluster(
                        "dev",
                        "resources: {web: {containers: {web-con: {name: front, env: [{name: A, value: own}]}}}}\n")
                .with(
                        "resources/web.mustache",
                        "{{{web-con.image}}} {{#web-con.env}}{{name}}={{value}} {{/web-con.env}}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "next A=own B=file "));
        repo.without("config/front/dev-env.yaml")
                .with("config/front/dev-env.json", "{\n\t\"env\": [\n\t{\"name\": \"C\"}]}");
        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "registry.example.com/acme/web:1 A=own C= "));
    }

    @ParameterizedTest
    @CsvSource({"2, path", "3, name"})
    void aMissingEnvironmentFileIsAnErrorInVersionTwoOnly(String version, String key) {
        repo = Repo.in(root, version).with("kit.yaml", """
                version: "%s"
                base: {path: .}
                images: {path: images}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                plugin: {%s: file-config, options: {configPath: config}}
                """.formatted(version, key));

        if (version.equals("3")) {
            assertThat(repo.texts()).containsOnlyKeys("dev/web.yaml");
        } else {
            assertThatThrownBy(repo::render)
                    .isInstanceOf(UserException.class)
                    .hasMessage(
                            "base-cluster.yaml:7:16: The container web has no environment file in cluster dev:"
                                    + " config/web/dev-env.json does not exist. Create it, {} will do; version \"3\" does without.");
        }
    }

    @Test
    void aManifestIsCopiedAndAServiceNeedsNoFile() {
        repo.cluster(
                        "dev",
                        "resources: {web: {disable: true}, raw: {file: sub/raw.yaml}, only: {svc: {name: only-svc}}}\n")
                .with("resources/sub/raw.yaml", "a: {{b}}\r\n")
                .with("resources/base-svc.mustache", "{{svc.name}} of {{name}}");

        assertThat(repo.texts())
                .containsExactly(entry("dev/only-svc.yaml", "only-svc of only"), entry("dev/raw.yaml", "a: {{b}}\r\n"));
    }

    @Test
    void filtersChooseClustersTypesAndResourcesByNameAndGlob() {
        repo.cluster("eu-1", "resources: {api: {file: web.mustache, image: x}, web: {disable: true}}\n")
                .cluster("eu-2", "")
                .with("type/production-var.yaml", "kind: ResourceConfig\nmetadata: {type: production}\n")
                .with("clusters/us/cluster.yaml", "kind: ClusterNamespace\nmetadata: {name: us, type: production}\n");

        assertThat(repo.select("eu-*, dev", "", "").texts())
                .containsOnlyKeys("dev/web.yaml", "eu-1/web.yaml", "eu-2/web.yaml");
        assertThat(repo.select("", "prod*", "").texts()).containsOnlyKeys("us/web.yaml");
        assertThat(repo.select("eu-?", "", "api").texts()).containsOnlyKeys("eu-1/web.yaml");
    }

    @Test
    void whereFailureIsAllowedAResourceThatFailsIsAWarningAndTheOthersGoOn() {
        repo.cluster("dev", "  allowFailure: true\nresources: {broken: {image_tag: acme/none}}\n");

        RenderedCluster rendered = repo.render().clusters().get(0);

        Diagnostic why = Diagnostic.at(
                new Origin("clusters/dev/cluster.yaml", 6, 33),
                "There is no image of acme/none on branch master: images/acme/none/master.yaml does not exist",
                "Commit the image file, or set another branch");
        assertThat(rendered.files()).extracting(RenderedFile::name).containsExactly("web.yaml");
        assertThat(rendered.failures()).containsExactly(new RenderedCluster.Failure("broken", why));
        assertThat(repo.events()).containsExactly(new Event.Warned(why));
    }

    @Test
    void aFolderOutsideOfTheRepoIsReadIfKitYamlNamesIt(@TempDir Path outside) {
        String kit = Folders.read(root).getOrDefault("kit.yaml", "");
        repo.with("kit.yaml", kit.replace("path: resources", "path: " + outside));
        Folders.write(outside.resolve("web.mustache"), "from outside");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "from outside"));
    }

    @Test
    void noRecordShowsTheTextOfAFile() {
        repo.with("resources/web.mustache", "s3cr3t");

        assertThat(repo.render().toString()).doesNotContain("s3cr3t").contains("web.yaml of web");
    }

    @Test
    void versionThreeDoesNotEscape() {
        Repo strict = Repo.in(root, "3").with("resources/web.mustache", "{{url}} {{#motd}}{{motd}}{{/motd}}");
        strict.with("base-var.yaml", "kind: ResourceConfig\nurl: http://x/?a=b&c\n");

        assertThat(strict.texts()).containsExactly(entry("dev/web.yaml", "http://x/?a=b&c "));
    }

    @Test
    void aVariableOfAnyLayerWinsOverTheLayersBelow() {
        repo.with("base-var.yaml", "kind: ResourceConfig\nv: {a: base, b: base, c: base}\n")
                .with(
                        "type/develop-var.yaml",
                        "kind: ResourceConfig\nmetadata: {type: develop}\nv: {b: type, c: type}\n")
                .with("clusters/dev/configuration-var.yaml", "kind: ResourceConfig\nv: {c: cluster, a:}\n")
                .with("resources/web.mustache", "{{v.a}} {{v.b}} {{v.c}} {{metadata.type}} {{branch}} {{name}}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "base type cluster develop master web"));
    }

    @Test
    void aTemplateThatPrintsNoObjectIsWarnedOfOnceForAllClusters() {
        String guarded = "---\n{{#scale}}\nkind: HorizontalPodAutoscaler\n{{/scale}}\n# end\n";
        Repo strict = Repo.in(root, "3")
                .with("resources/hpa.mustache", guarded)
                .with("clusters/eu/configuration-var.yaml", "kind: ResourceConfig\nscale: true\n");
        for (String name : List.of("dev", "eu", "c1", "c2", "c3", "c4", "c5", "c6")) {
            strict.cluster(name, "resources: {web-hpa: {file: hpa.mustache}}\n");
        }

        strict.render();

        assertThat(strict.events())
                .containsExactly(
                        new Event.Warned(
                                Diagnostic.at(
                                        Origin.of("resources/hpa.mustache"),
                                        "This prints no object for the resource web-hpa of clusters c1, c2, c3, c4, c5 and 2 more",
                                        "If none is wanted there, give the resource disable: true; else mend the template's sections")));
        Repo likeOriginal = Repo.in(root, "2");
        likeOriginal.render();
        assertThat(likeOriginal.events()).isEmpty();
    }
}
