package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import io.github.kitmaven.testing.Marked;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a value that nobody may read is said without it. */
class SecretErrorsTest {
    private static final YamlReader YAML = YamlReader.ofLayers(FormatVersion.V3);

    @TempDir
    Path folder;

    private static Fields fields(String marked, Shape shape) {
        return Fields.of(YAML.one(Marked.source("a.yaml", marked)), "a.yaml", shape);
    }

    @Test
    void ofAFlag() {
        assertThatThrownBy(() -> fields("disable: «ab»", Shapes.RESOURCE).flag("disable", FormatVersion.V3))
                .hasMessage(
                        "a.yaml:1:10: disable must be a boolean, not <secret>. Write true or false, without quotes.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind: «Kluster»                    | kind can't be <secret>. There is ClusterNamespace.
            {kind: «ClusterNamespac»}          | kind can't be <secret>. There is ClusterNamespace.
            resources: {a: {disable: «7»}}     | resources.a.disable must be a boolean, not <secret>. Write true or false, without quotes.
            """)
    void ofTheShapeOfAFile(String marked, String message) {
        assertThat(ShapeCheck.of(fields(marked, Shapes.CLUSTER).map(), Shapes.CLUSTER))
                .extracting(finding -> finding.diagnostic().text().replaceFirst("a.yaml:1:[0-9]*: ", ""))
                .containsExactly(message);
    }

    @Test
    void ofFileNamesAndPaths() {
        Located name = fields("file: «../ab»", Shape.any()).located("file").orElseThrow();
        RepoFiles files = RepoFiles.of(folder, new Sops(Map.of(), new Secrets()));

        assertThatThrownBy(() -> FileNames.checked(name))
                .hasMessageStartingWith("a.yaml:1:7: <secret> can't name a file");
        assertThatThrownBy(() -> files.resolve(folder, name))
                .hasMessageStartingWith("a.yaml:1:7: The path <secret> leads out of the deployments repo");
        assertThatThrownBy(() -> files.resolve(folder, name.within("", ".yaml")))
                .hasMessageStartingWith("a.yaml:1:7: The path <secret>.yaml leads out of the deployments repo");
        assertThat(name).hasToString("<secret> at a.yaml:1:7");
    }

    @Test
    void ofImagesAndTheirCommits() {
        Mapping values =
                fields("{tag: «ab», branch: «qa», other: next}", Shape.any()).map();
        Value tag = values.get("tag").orElseThrow();
        ImageFiles images = new ImageFiles(
                KitYaml.read(repo(), sops()), RepoFiles.of(repo(), sops()), YamlReader.of(FormatVersion.V3));
        ImageByCommit byCommit = new ImageByCommit(new Located("r/{image_tag}:{branch}-{commit}", tag.origin()));
        Scalar image = byCommit.image(tag, values.get("branch").orElseThrow(), "0123456");

        assertThatThrownBy(() -> images.find("dev", tag, values.get("branch").orElseThrow()))
                .hasMessage("a.yaml:1:7: There is no image of <secret> on branch <secret>: its file does not exist."
                        + " Commit the image file, or set another branch.");
        assertThatThrownBy(() -> images.find("dev", tag, values.get("other").orElseThrow()))
                .hasMessageContaining("of <secret> on branch next: its file does not exist");
        assertThat(image.text()).isEqualTo("r/ab:qa-0123456");
        assertThat(image.shown()).isEqualTo("r/<secret>:<secret>-0123456");
        assertThatThrownBy(() -> new CommitCheck(FormatVersion.V3, new ServiceCommit("fedcba9", false))
                        .check(values, "web", List.of(values.with(Map.of("image", image)))))
                .hasMessageContaining("its tags name <secret>.");
        assertThatThrownBy(() -> ImageByCommit.of(fields("byCommit: \"«{ab}»\"", Shape.any())))
                .hasMessageContaining("images.byCommit knows no {<secret>}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: «AB», external: true}                  | The environment variable <secret> is marked external, but is not set.
            {name: SET, external: true, encoding: «hx»}   | The encoding <secret> is not known.
            """)
    void ofVariables(String marked, String message) {
        ExternalEnv external = new ExternalEnv(FormatVersion.V3, Map.of("SET", "x"), new Secrets());
        assertThatThrownBy(() -> external.fill(fields(marked, Shape.any()).map()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void ofTheBranchOfACluster() {
        String file = "c-short-cluster.enc.yaml";
        Repo repo = Repo.in(folder, "3")
                .with("base-cluster.yaml", SopsFiles.text(file))
                .environment("SOPS_AGE_KEY", SopsFiles.key(file));

        assertThatThrownBy(repo::render)
                .hasMessage(
                        "base-cluster.yaml:9:20: There is no image of <secret> on branch <secret>: its file does not"
                                + " exist. Commit the image file, or set another branch.");
    }

    @Test
    void whatNamesAClusterMustNotBeOneThatIsShort() {
        String file = "c-short-cluster.enc.yaml";
        Repo repo = Repo.in(folder, "3")
                .with("clusters/dev/cluster.yaml", SopsFiles.text(file))
                .environment("SOPS_AGE_KEY", SopsFiles.key(file));

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "clusters/dev/cluster.yaml:3:11: metadata.name is encrypted, but too short to be kept out of"
                                + " what kit says. Leave it in the clear: sops has --encrypted-regex and --unencrypted-regex for"
                                + " that.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: «ab»   | a.yaml:1:7: The name of this file is encrypted, but too short to be kept out of what kit says.
            name: «true» | a.yaml:1:7: The name of this file is encrypted, but too short to be kept out of what kit says.
            """)
    void norWhatNamesAFile(String marked, String message) {
        Located name = fields(marked, Shape.any()).located("name").orElseThrow();
        assertThatThrownBy(() -> FileNames.checked(name)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: «long»", "name: ab"})
    void whatIsLongIsMaskedByItselfAndWhatIsNoSecretMayBeSaid(String marked) {
        Located name = fields(marked, Shape.any()).located("name").orElseThrow();
        assertThat(FileNames.checked(name)).isEqualTo(name.text());
    }

    private Path repo() {
        Repo.in(folder, "3");
        return folder;
    }

    private static Sops sops() {
        return new Sops(Map.of(), new Secrets());
    }
}
