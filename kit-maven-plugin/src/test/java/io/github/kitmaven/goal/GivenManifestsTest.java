package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenManifestsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeRepo() {
        Repo.in(folder.resolve("repo"), "3").without("resources/web.mustache");
    }

    @Test
    void theFilesOfTheClustersFolderAreTakenAndNothingIsRendered() {
        Folders.write(folder.resolve("given/dev/b.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");
        Folders.write(
                folder.resolve("given/dev/a/all.yml"),
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n{apiVersion: v1, kind: Secret, metadata: {name: a}}\n");
        Folders.write(folder.resolve("given/dev/notes.txt"), "not: a manifest");

        List<Desired> desired = read();

        assertThat(desired).hasSize(1);
        assertThat(desired.get(0).cluster().name()).isEqualTo("dev");
        assertThat(desired.get(0).namespaces())
                .extracting(m -> m.key().toString())
                .containsExactly("Namespace shop");
        assertThat(desired.get(0).manifests())
                .extracting(m -> m.key() + " at " + m.origin())
                .containsExactly("Secret a at dev/a/all.yml:5:1", "ConfigMap b at dev/b.yaml:1:1");
    }

    @Test
    void aClusterWithoutAFolderIsNamed() {
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There are no manifests for cluster dev: " + folder.resolve("given/dev"));
    }

    @Test
    void theNamespacesOfTheRepoComeFirstAndAreMadeOnce() {
        Folders.write(folder.resolve("repo/namespaces/dev/shop.yaml"), """
                {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                ---
                {apiVersion: v1, kind: LimitRange, metadata: {name: limits}}
                """);
        Folders.write(folder.resolve("given/dev/all.yaml"), """
                {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: extra}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                """);

        Desired desired = read().get(0);

        assertThat(desired.namespaces())
                .extracting(m -> m.key() + " at " + m.origin())
                .containsExactly(
                        "Namespace shop at namespaces/dev/shop.yaml:1:1", "Namespace extra at dev/all.yaml:3:1");
        assertThat(desired.manifests())
                .extracting(m -> m.key().toString())
                .containsExactly("LimitRange limits", "ConfigMap a");
    }

    @Test
    void aFileThatIsNotUtf8IsTheUsersToMend() throws IOException {
        Files.write(Files.createDirectories(folder.resolve("given/dev")).resolve("b.yaml"), new byte[] {'a', '\n', -1});

        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessage("dev/b.yaml:2:1: This byte is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void aFileThatLeadsNowhereIsSaidToBeUnreadable() throws IOException {
        Path link = Files.createDirectories(folder.resolve("given/dev")).resolve("b.yaml");
        Files.createSymbolicLink(link, folder.resolve("gone.yaml"));

        assertThatThrownBy(this::read)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Can't read " + link);
    }

    @Test
    void theFoldersMayBeLinksAndThoseThatLeadInACircleAreNamed() throws IOException {
        Folders.write(folder.resolve("real/b.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");
        Path dev = Files.createDirectories(folder.resolve("given")).resolve("dev");
        Files.createSymbolicLink(dev, folder.resolve("real"));
        assertThat(read().get(0).manifests()).extracting(m -> m.origin().file()).containsExactly("dev/b.yaml");

        Files.createSymbolicLink(folder.resolve("real/again"), dev);
        assertThatThrownBy(this::read)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Can't read " + dev);
    }

    private List<Desired> read() {
        Render.Request request =
                new Render.Request(folder.resolve("repo"), Selection.of("", "", ""), DeployId.NONE, Optional.empty());
        return new GivenManifests(folder.resolve("given"), NoSops.create()).of(request);
    }
}
