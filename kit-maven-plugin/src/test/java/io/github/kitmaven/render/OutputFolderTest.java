package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
    private static final String IMAGE = "image: registry.example.com/acme/web:1\n";

    @TempDir
    private Path temp;

    private Path root;
    private Repo repo;

    @BeforeEach
    void makeRepo() {
        root = temp.resolve("repo");
        repo = Repo.in(root, "2");
    }

    @Test
    void theFolderIsAskedForOrKitYamlsOrBelowTarget() {
        assertThat(repo.render().output().folder()).isEqualTo(root.resolve("target/kit/manifests"));
        outputPath();
        assertThat(repo.render().output().folder()).isEqualTo(root.resolve("generated"));
        repo.output(temp.resolve("out"));
        assertThat(repo.render().output().folder()).isEqualTo(temp.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repo/target/kit/manifests", "out"})
    void aWriteLeavesNoStaleFileAndNoEmptyFolder(String folder) {
        Path out = temp.resolve(folder);
        repo.cluster("eu", "").output(out);
        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(2, 2, 0));

        repo.select("dev", "", "");
        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(1, 0, 1));

        assertThat(Folders.read(out)).containsExactly(entry("dev/web.yaml", IMAGE));
        assertThat(out.resolve("eu")).doesNotExist();
    }

    @Test
    void aFileWhoseBytesStayIsNotWrittenAgain() throws IOException {
        repo.cluster("eu", "").render().write();
        Path file = root.resolve("target/kit/manifests/dev/web.yaml");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, longAgo);
        Folders.write(root.resolve("target/kit/manifests/eu/web.yaml"), "someone was here");

        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(2, 1, 0));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @Test
    void aRenderThatFailsLeavesTheOutputAsItWas() {
        repo.render().write();
        repo.with("images/acme/web/master.yaml", "image: new\n").cluster("eu", "resources: {x: {file: gone.yaml}}\n");

        assertThatThrownBy(() -> repo.render().write()).isInstanceOf(UserException.class);

        assertThat(Folders.read(root.resolve("target/kit/manifests"))).containsExactly(entry("dev/web.yaml", IMAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/other.yaml", "dev/web.yaml", "notes.txt", "deep/er/x.yaml"})
    void aFileThatKitDidNotWriteIsNeitherOverwrittenNorDeleted(String foreign) {
        Path out = temp.resolve("out");
        Folders.write(out.resolve(foreign), "mine");
        repo.output(out);

        assertThatThrownBy(() -> repo.render().write())
                .hasMessage("The output folder " + out + " holds " + foreign
                        + ", which kit does not know for its own. Move or delete it, or choose another folder with"
                        + " -Dkit.output or output.path of kit.yaml.");
        assertThat(Folders.read(out)).containsExactly(entry(foreign, "mine"));
    }

    @Test
    void whatIsCommittedInTheFolderOfKitYamlIsOverwrittenAndThenKits() {
        outputPath().with("generated/dev/web.yaml", "of the original").with("generated/.gitkeep", "");

        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(1, 1, 0));
        repo.cluster("dev", "resources: {web: {disable: true}}\n");
        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(0, 0, 1));

        assertThat(Folders.read(root.resolve("generated"))).containsExactly(entry(".gitkeep", ""));
    }

    @Test
    void afterACleanTheFolderOfKitYamlIsWrittenAgain() throws IOException {
        outputPath().cluster("eu", "").render().write();
        FileUtils.delete(root.resolve("target").toFile(), FileUtils.RECURSIVE);
        repo.with("images/acme/web/master.yaml", "image: new\n");

        assertThat(repo.render().write()).isEqualTo(new OutputFolder.Written(2, 2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring/rules.yaml", "dev/other.yaml", "README.md", "dev/deep/web.yaml", "dev"})
    void whatPeopleWroteStaysEvenInTheFolderOfKitYaml(String foreign) {
        outputPath().with("generated/" + foreign, "mine");

        assertThatThrownBy(() -> repo.render().write())
                .hasMessage("The output folder " + root.resolve("generated") + " holds " + foreign
                        + ", which kit does not know for its own. Move or delete it, or choose another folder with"
                        + " -Dkit.output or output.path of kit.yaml.");

        assertThat(Folders.read(root.resolve("generated"))).containsExactly(entry(foreign, "mine"));
    }

    @Test
    void whatPeopleWroteStaysAfterAWriteTooAndIsNamed() {
        outputPath().cluster("eu", "").render().write();
        for (int i = 1; i <= 7; i++) {
            repo.with("generated/eu/own" + i + ".yaml", "mine");
        }
        repo.select("dev", "", "");

        assertThatThrownBy(() -> repo.render().write())
                .hasMessageContaining(" holds eu/own1.yaml, eu/own2.yaml, eu/own3.yaml, eu/own4.yaml, eu/own5.yaml"
                        + " and 2 more, which kit does not know for its own. Move or delete them, or choose");

        assertThat(Folders.read(root.resolve("generated"))).hasSize(9).containsEntry("eu/web.yaml", IMAGE);
    }

    @Test
    void aSymbolicLinkIsNotWrittenThrough() throws IOException {
        Path victim = Files.writeString(temp.resolve("victim"), "precious");
        Path link = root.resolve("target/kit/manifests/dev/web.yaml");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, victim);

        assertThatThrownBy(() -> repo.render().write())
                .hasMessageContaining("holds dev/web.yaml, which kit does not know");
        assertThat(victim).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "resources", "clusters/dev", "images/x/y", "namespaces", ".git/kit", "type"})
    void aFolderWithSourcesIsRefused(String folder) {
        Path out = root.resolve(folder);
        repo.output(out);

        assertThatThrownBy(repo::render)
                .hasMessage("Manifests can't be written to " + out.normalize()
                        + ", where sources of the repo are."
                        + " Choose another folder with -Dkit.output or output.path of kit.yaml.");
    }

    @Test
    void aLinkToAFolderWithSourcesIsRefusedToo() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root.resolve("resources"));

        assertThatThrownBy(repo.output(link)::render).hasMessageContaining("where sources of the repo are");
        assertThatThrownBy(repo.output(root.resolve("kit.yaml"))::render).hasMessageContaining("which is a file");
    }

    @Test
    void aClusterWithoutFilesStillHasItsFolder() {
        repo.cluster("dev", "resources: {web: {disable: true}}\n").render().write();

        assertThat(root.resolve("target/kit/manifests/dev")).isEmptyDirectory();
    }

    private Repo outputPath() {
        return repo.with("kit.yaml", Folders.read(root).getOrDefault("kit.yaml", "") + "output: {path: ./generated}\n");
    }
}
