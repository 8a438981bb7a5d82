package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users get wrong, and what they read then. */
class RenderBadInputTest {
    private static final String KIT = """
            version: "2"
            base: {path: .}
            images: {path: images, property: image}
            type: {path: type}
            cluster: {path: clusters}
            resources: {path: resources}
            """;

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"kitYaml", "layers", "clusters", "resources", "templates"})
    void aFaultIsNamedWithItsPlaceAndARemedy(String file, String text, String message) {
        Repo repo = Repo.in(root, "2").with(file, text);

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage(message.replace("ROOT", root.toString()));
    }

    static Stream<Arguments> kitYaml() {
        return Stream.of(
                arguments(
                        "kit.yaml",
                        KIT.replace("\"2\"", "\"4\""),
                        "kit.yaml:1:10: The version 4 is not known."
                                + " Write version: \"3\", or version: \"2\" for a repo of kit-deploymentizer."),
                arguments(
                        "kit.yaml",
                        KIT.replace("version: \"2\"\n", ""),
                        "kit.yaml:1:1: version is missing."
                                + " Write version: \"3\", or version: \"2\" for a repo of kit-deploymentizer."),
                arguments("kit.yaml", "- a\n", "kit.yaml:1:1: The file must hold a map. Write it as key: value."),
                arguments(
                        "kit.yaml",
                        KIT.replace("resources: {path: resources}\n", ""),
                        "kit.yaml:1:1: resources is missing. Add resources.path, the folder of the templates."),
                arguments(
                        "kit.yaml",
                        KIT.replace("{path: type}", "{}"),
                        "kit.yaml:4:7: type.path is missing."
                                + " Add it: the folder of the *-var.yaml files, one a cluster type."),
                arguments(
                        "kit.yaml",
                        KIT.replace("{path: type}", "type"),
                        "kit.yaml:4:7: type must be a map. Write its entries below it, indented."),
                arguments(
                        "kit.yaml",
                        KIT.replace("{path: type}", "{path: [a]}"),
                        "kit.yaml:4:14: type.path must be a string. Give it one value."),
                arguments(
                        "kit.yaml",
                        KIT.replace("{path: type}", "{path: \"a\\0\"}"),
                        "kit.yaml:4:14: type.path is no path: Nul character not allowed. Name a folder."),
                arguments(
                        "kit.yaml",
                        KIT.replace("path: clusters", "path: nowhere"),
                        "kit.yaml:5:17: The folder ROOT/nowhere of cluster.path does not exist."
                                + " Create it, or correct the path; it is relative to kit.yaml."),
                arguments(
                        "kit.yaml",
                        KIT + "plugin: {path: ./env-magic}\n",
                        "kit.yaml:7:16: The plugin ./env-magic is not known; there is env-api, file-config, own-source."
                                + " The nearest name is env-api."),
                arguments(
                        "kit.yaml",
                        KIT + "plugin: {path: file-config, options: {}}\n",
                        "kit.yaml:7:38: plugin.options.configPath is missing."
                                + " Add it: the folder of the environment files."),
                arguments(
                        "kit.yaml",
                        KIT + "output: {path: resources/out}\n",
                        "Manifests can't be written to ROOT/resources/out, where sources of the repo are."
                                + " Choose another folder with -Dkit.output or output.path of kit.yaml."));
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                arguments(
                        "base-var.yaml",
                        "kind: Nope\n",
                        "base-var.yaml:1:7: This file must be of kind ResourceConfig, not Nope."
                                + " Write kind: ResourceConfig."),
                arguments(
                        "base-cluster.yaml",
                        "# nothing\n",
                        "base-cluster.yaml: The file is missing or empty."
                                + " Create it, beginning with kind: ClusterNamespace."),
                arguments(
                        "type/x-var.yaml",
                        "kind: ResourceConfig\n",
                        "type/x-var.yaml:1:1: metadata is missing."
                                + " Add metadata.type, the type that these values are for."),
                arguments(
                        "type/x-var.yaml",
                        "kind: ResourceConfig\nmetadata: {type: develop}\n",
                        "type/x-var.yaml:2:18: The type develop has a file already, type/develop-var.yaml."
                                + " Merge the two files, or rename one type."),
                arguments(
                        "images/acme/web/master.yaml",
                        "img: x\n",
                        "images/acme/web/master.yaml:1:1: image is missing."
                                + " Set it to the image, registry and tag included."));
    }

    static Stream<Arguments> clusters() {
        return Stream.of(
                arguments(
                        "clusters/dev/cluster.yaml",
                        "metadata: {name: dev}\n",
                        "clusters/dev/cluster.yaml:1:1: kind is missing. Write kind: ClusterNamespace."),
                arguments(
                        "clusters/dev/cluster.yaml",
                        "kind: ClusterNamespace\nmetadata: {name: Dev_1, type: develop}\n",
                        "clusters/dev/cluster.yaml:2:18: The cluster name Dev_1 is not a DNS label. Use at most 63"
                                + " lower-case letters, digits and -, with a letter or digit at both ends."),
                arguments(
                        "clusters/dev/cluster.yaml",
                        "kind: ClusterNamespace\nmetadata: {name: dev, type: develpo}\n",
                        "clusters/dev/cluster.yaml:2:29: The cluster type develpo is not known."
                                + " The nearest name is develop."),
                arguments(
                        "clusters/dev/cluster.yaml",
                        "kind: ClusterNamespace\nmetadata: {name: dev, type: production}\n",
                        "clusters/dev/cluster.yaml:2:29: The cluster type production is not known. There is develop."),
                arguments(
                        "clusters/second/cluster.yaml",
                        "kind: ClusterNamespace\nmetadata: {name: dev, type: develop}\n",
                        "clusters/second/cluster.yaml:2:18: There is a cluster named dev already,"
                                + " in clusters/dev/cluster.yaml. Give each cluster a name of its own."),
                arguments(
                        "clusters/dev/cluster.yaml",
                        "kind: ClusterNamespace\nmetadata:\n\tname: dev\n",
                        "clusters/dev/cluster.yaml:3:1: This is not YAML: while scanning for the next token"
                                + " found character '\\t(TAB)' that cannot start any token."
                                + " (Do not use \\t(TAB) for indentation). Indent with spaces, not tabs."));
    }

    private static Arguments resource(String resource, String message) {
        return arguments(
                "clusters/dev/cluster.yaml",
                "kind: ClusterNamespace\nmetadata: {name: dev, type: develop}\nresources:\n  x: " + resource + "\n",
                "clusters/dev/cluster.yaml:4:" + message);
    }

    static Stream<Arguments> resources() {
        return Stream.of(
                resource("", "5: The resource x must be a map. Give it a file or a svc, or remove it."),
                resource(
                        "{file: nowhere.mustache}",
                        "13: The file resources/nowhere.mustache does not exist."
                                + " Create it, or correct the path; it is relative to resources."),
                resource(
                        "{file: web.txt}",
                        "13: The file web.txt is neither a template nor a manifest."
                                + " Name a file that ends with .mustache or .yaml."),
                resource(
                        "{file: ../../secret.yaml}",
                        "13: The path ../../secret.yaml leads out of the deployments repo."
                                + " Name a file of the repo, relative to resources."),
                resource(
                        "{file: /etc/secret.yaml}",
                        "13: The path /etc/secret.yaml leads out of the deployments repo."
                                + " Name a file of the repo, relative to resources."),
                resource("{svc: {}}", "12: resources.x.svc.name is missing. Name the service."),
                resource("{svc: {name: a/b}}", "19: a/b can't name a file. Give a name without folders."),
                resource(
                        "{containers: {c: {image_tag: acme/none}}}",
                        "35: There is no image of acme/none on branch master:"
                                + " images/acme/none/master.yaml does not exist."
                                + " Commit the image file, or set another branch."),
                resource(
                        "{containers: {c: {image_tag: ../../../x}}}",
                        "35: The path ../../../x/master.yaml leads out of the deployments repo."
                                + " Name a file of the repo, relative to images."),
                resource(
                        "{containers: {c: }}",
                        "19: resources.x.containers.c is missing."
                                + " Give the container an image or image_tag, or remove it."),
                resource(
                        "{containers: {c: {image: a}, d: {image: b}}}",
                        "19: The resource x has no primary container. Set primary: true on one container,"
                                + " and primary: false on the others that have an image_tag."),
                resource(
                        "{containers: {c: {image_tag: acme/web}, d: {image_tag: acme/web}}}",
                        "19: The resource x has 2 primary containers. Set primary: true on one container,"
                                + " and primary: false on the others that have an image_tag."),
                resource(
                        "{env: [{name: KEY, external: true}]}",
                        "13: The environment variable KEY is marked external, but is not set."
                                + " Set it where kit runs, or remove external."));
    }

    static Stream<Arguments> templates() {
        return Stream.of(
                arguments(
                        "resources/web.mustache",
                        "a: 1\n  {{#list}}\n",
                        "resources/web.mustache:2:3: The section list begins here, but does not end before what"
                                + " surrounds it. Close it with {{/list}}."),
                arguments(
                        "resources/web.mustache",
                        "a: 1 {{/list}}\n",
                        "resources/web.mustache:1:6: The section list ends here, but none has begun."
                                + " Remove {{/list}}, or begin it with {{#list}}."),
                arguments(
                        "resources/web.mustache",
                        "a\nb: {{name\n",
                        "resources/web.mustache:2:4: This tag has no end. Close it with }}."),
                arguments(
                        "resources/web.mustache",
                        "{{=x=}}",
                        "resources/web.mustache:1:1: The delimiters can't be changed to x."
                                + " Give two, such as {{=<% %>=}}."));
    }

    @Test
    void aTagWithoutAnEndIsFoundWhereItBegins(@TempDir Path root) {
        Repo repo =
                Repo.in(root, "3").with("resources/web.mustache", "a: {{deployment.replicas}\nb: {{web-con.image}}\n");
        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage("resources/web.mustache:1:4: This tag has no end in its line. Close it with }}.");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndOnlyOnce() {
        Repo repo = Repo.in(root, "2")
                .cluster("eu", "resources: {web: {containers: {web-con: {branch: none}}}}\n")
                .with("resources/web.mustache", "{{#a}}");
        repo.cluster("us", "");

        assertThatThrownBy(repo::render)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "base-cluster.yaml:7:28: There is no image of acme/web on branch none:"
                                + " images/acme/web/none.yaml does not exist."
                                + " Commit the image file, or set another branch.",
                        "resources/web.mustache:1:1: The section a begins here, but does not end before what surrounds it."
                                + " Close it with {{/a}}."));
    }

    @Test
    void twoFilesWithOneNameAreAnErrorInEveryVersion() {
        for (String version : new String[] {"2", "3"}) {
            Repo repo = Repo.in(root, version)
                    .cluster("dev", "resources: {more: {file: web.mustache, web-con: {}}}\n")
                    .with("resources/web.mustache", "x");

            assertThatThrownBy(repo::render)
                    .hasMessage("resources/web.mustache: The resources web and more both render to dev/web.yaml."
                            + " Give each a template or service with a name of its own.");
        }
    }

    @Test
    void versionThreeRefusesToPrintWhatIsNotThereOrHasNoText() {
        Repo repo = Repo.in(root, "3").with("resources/web.mustache", """
                a: {{deployment.replica}}
                b: {{^deployment.replica}}guarded{{/deployment.replica}}
                c: {{{deployment}}} {{deployment.none}}
                {{#web-con}}{{nam}}{{/web-con}}
                """);
        repo.with("base-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: 1, none: }\n");

        assertThatThrownBy(repo::render)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "resources/web.mustache:1:4: deployment.replica is not there. The nearest name is deployment.replicas.",
                        "resources/web.mustache:3:4: deployment is a map, which can't be printed."
                                + " Print its parts within {{#deployment}}.",
                        "resources/web.mustache:3:21: deployment.none is null."
                                + " Give it a value in a layer, or guard it with {{#deployment.none}}.",
                        "resources/web.mustache:4:13: nam is not there. The nearest name is name."));
    }

    @Test
    void filtersThatChooseNothingSayWhatThereIs() {
        Repo repo = Repo.in(root, "2");

        assertThatThrownBy(() -> repo.select("dev,prod-*", "", "").render())
                .hasMessage("-Dkit.clusters: nothing is named prod-*. There is dev.");
        assertThatThrownBy(() -> repo.select("", "develp", "").render())
                .hasMessage("-Dkit.type: nothing is named develp. The nearest name is develop.");
        assertThatThrownBy(() -> repo.select("", "", "api").render())
                .hasMessage("-Dkit.resources: nothing is named api. There is web.");
        assertThatThrownBy(() -> repo.select("dev", "develop", ""))
                .hasMessage("-Dkit.clusters and -Dkit.type exclude each other. Choose clusters by name or by type.");
        assertThatThrownBy(() -> new DeployId("", true))
                .hasMessage("-Dkit.fastRollback needs an id for each deploy. Set -Dkit.deployId too.");
    }

    @Test
    void aFolderWithoutKitYamlIsNoDeploymentsRepo() {
        Repo repo = Repo.in(root, "2").without("kit.yaml");

        assertThatThrownBy(repo::render)
                .hasMessage("There is no kit.yaml in " + root
                        + ". Run this goal in the root of a deployments repo, or point -Dkit.basedir at it.");
    }

    @Test
    void aSymbolicLinkOutOfTheRepoIsNotFollowed(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.yaml"), "token: hidden\n");
        Repo repo = Repo.in(root, "2").cluster("dev", "resources: {x: {file: link.yaml}}\n");
        Files.createSymbolicLink(root.resolve("resources/link.yaml"), secret);

        assertThatThrownBy(repo::render)
                .hasMessage("resources/link.yaml: The file leads out of the deployments repo."
                        + " Keep it in the repo, without symbolic links to the outside.");
    }

    @Test
    void aFileOrAResultTooLargeIsRefusedAtOnce() {
        Repo repo = Repo.in(root, "2").with("clusters/dev/configuration-var.yaml", "a: " + "x".repeat(100 << 20));
        Repo loops = Repo.in(root.resolve("loops"), "2")
                .with("base-var.yaml", "kind: ResourceConfig\nl: [" + "x,".repeat(1000) + "]\n")
                .with("resources/web.mustache", "{{#l}}".repeat(9) + "text" + "{{/l}}".repeat(9));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(repo::render)
                        .hasMessage("clusters/dev/configuration-var.yaml: The file is larger than 10 MB."
                                + " Keep large data out of the deployments repo."));
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(loops::render)
                        .hasMessage("resources/web.mustache: The template prints more than 16 MB."
                                + " Look for sections that repeat lists within lists."));
    }

    @Test
    void noMessageHoldsAnExternalValue() {
        Repo repo = Repo.in(root, "2")
                .environment("KEY", "s3cr3t")
                .cluster(
                        "dev",
                        "resources: {x: {file: x.mustache, env: [{name: KEY, external: true, encoding: rot13}]}}\n")
                .with("resources/x.mustache", "{{x.env}}");

        assertThatThrownBy(repo::render)
                .hasMessage("clusters/dev/cluster.yaml:5:79: The encoding rot13 is not known."
                        + " Use utf8, base64, hex, ascii or binary.")
                .message()
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("strict")
    void versionThreeRefusesWhatVersionTwoPassesOver(String file, String text, String message) {
        assertThatThrownBy(Repo.in(root, "3").with(file, text)::render)
                .isInstanceOf(UserException.class)
                .hasMessage(message);
        assertThatCode(Repo.in(root, "2").with(file, text)::render).doesNotThrowAnyException();
    }

    static Stream<Arguments> strict() {
        String cluster = "kind: ClusterNamespace\nmetadata: {name: dev, type: develop%s}\n";
        String flag = ". Write true or false, without quotes.";
        return Stream.of(
                arguments(
                        "resources/web.mustache",
                        "a: {{#web-con}}{{image}}{{/web-con}}\n  {{> labels }}\n",
                        "resources/web.mustache:2:3: There is no partial labels: resources/labels.mustache does not exist."
                                + " Create that file."),
                arguments(
                        "resources/web.mustache",
                        "{{> we}}{{> ../web}}",
                        "resources/web.mustache:1:1: There is no partial we: resources/we.mustache does not exist."
                                + " The nearest name is web."),
                arguments(
                        "resources/web.mustache",
                        "\n {{> web.mustache }}",
                        "resources/web.mustache:2:2: There is no partial web.mustache:"
                                + " resources/web.mustache.mustache does not exist."
                                + " Write {{> web}}, which stands for resources/web.mustache."),
                arguments(
                        "resources/web.mustache",
                        "{{>}}",
                        "resources/web.mustache:1:1: This partial has no name."
                                + " Write {{> name}} for resources/name.mustache."),
                arguments(
                        "resources/web.mustache",
                        "{{> ../../web}}",
                        "resources/web.mustache:1:1: The path ../../web.mustache leads out of the deployments repo."
                                + " Name a file of the repo, relative to resources."),
                arguments(
                        "resources/web.mustache",
                        "{{> ./web}}",
                        "resources/web.mustache:1:1: The template includes itself:"
                                + " resources/web.mustache -> resources/web.mustache."
                                + " Remove one of these partials, or repeat its text with a section over a list."),
                arguments(
                        "clusters/dev/cluster.yaml",
                        cluster.formatted(", disable: \"true\""),
                        "clusters/dev/cluster.yaml:2:47: metadata.disable must be a boolean, not true" + flag),
                arguments(
                        "clusters/dev/cluster.yaml",
                        cluster.formatted(", allowFailure: yes"),
                        "clusters/dev/cluster.yaml:2:52: metadata.allowFailure must be a boolean, not yes" + flag),
                arguments(
                        "clusters/dev/cluster.yaml",
                        cluster.formatted(", sandbox: 1"),
                        "clusters/dev/cluster.yaml:2:47: metadata.sandbox must be a boolean, not 1" + flag),
                arguments(
                        "clusters/dev/cluster.yaml",
                        cluster.formatted("") + "resources: {web: {disable: [true]}}\n",
                        "clusters/dev/cluster.yaml:3:28: resources.web.disable must be a boolean, not a list or map"
                                + flag),
                arguments(
                        "clusters/dev/cluster.yaml",
                        cluster.formatted("")
                                + "resources: {web: {containers: {web-con: {env: [{name: A, external: \"true\"}]}}}}\n",
                        "clusters/dev/cluster.yaml:3:68: resources.web.containers.web-con.env.external must be a boolean, not true"
                                + flag));
    }

    @Test
    void versionThreeNamesTheFlagsOfAllClusters() {
        Repo repo = Repo.in(root, "3").cluster("dev", "  disable: no\n").cluster("eu", "  sandbox: off\n");

        assertThatThrownBy(repo::render)
                .hasMessageContaining("clusters/dev/cluster.yaml:5:12: metadata.disable must be a boolean, not no.")
                .hasMessageContaining("clusters/eu/cluster.yaml:5:12: metadata.sandbox must be a boolean, not off.");
    }
}
