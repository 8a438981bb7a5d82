package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.NotDeployable;
import io.github.kitmaven.goal.CommitImageResult.Several;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one build commits: several images, to several files, or nothing. */
class SeveralImagesTest {
    private static final String WEB = "images/acme/web/master.yaml";
    private static final String API = "images/acme/api/master.yaml";
    private static final ImageOptions BY_NAME = image("reg.io/acme/web:1", "");
    private static final ImageOptions BY_REPOSITORY = image("", "acme/api");

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        seedWith("README", "keep\n");
    }

    @Test
    void goIntoOneCommit() {
        Several result = (Several) run(several(BY_NAME, BY_REPOSITORY), "master");

        assertThat(result.files()).hasSize(2).allMatch(Committed.class::isInstance);
        assertThat(remote.log("main")).hasSize(2);
        assertThat(remote.read("main", WEB)).contains("image: reg.io/acme/web:1\n");
        assertThat(remote.read("main", API)).contains("image: all.io/acme/api:all\n");
        assertThat(remote.log("main").get(0).getFullMessage()).isEqualTo("""
                        Deploy acme/web:1 and acme/api:all to master

                        Kit-Image: reg.io/acme/web:1
                        Kit-Image: all.io/acme/api:all
                        Kit-Service-Branch: master
                        """);
    }

    @Test
    void theCommitNamesThoseAloneThatChange() {
        seedWith(WEB, "image: reg.io/acme/web:1\n");
        Several result = (Several) run(several(BY_NAME, BY_REPOSITORY), "master");

        assertThat(result.files().get(0)).isInstanceOf(Unchanged.class);
        assertThat(result.files().get(1)).isInstanceOf(Committed.class);
        assertThat(remote.log("main").get(0).getFullMessage())
                .startsWith("Deploy acme/api:all to master\n")
                .doesNotContain("acme/web");
    }

    @Test
    void oneThatIsHeldKeepsNoOtherBack() {
        seedWith(WEB, "image: old:1\nhold: true\n");
        Several result = (Several) run(several(BY_NAME, BY_REPOSITORY), "master");

        assertThat(result.files().get(0)).isInstanceOf(Held.class);
        assertThat(result.files().get(1)).isInstanceOf(Committed.class);
        assertThat(remote.read("main", WEB)).contains("image: old:1\nhold: true\n");
    }

    @Test
    void aDryRunShowsEachPatch() {
        Several result = (Several) run(several(BY_NAME, BY_REPOSITORY), "master", true);

        assertThat(result.files())
                .allMatch(file -> file instanceof DryRun dry
                        && dry.patch().contains("+++ b/" + dry.file())
                        && dry.message().startsWith("Deploy acme/web:1 and acme/api:all to master\n"));
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void aBranchWritesMoreImageFiles() {
        CommitRules rules = rules(List.of(), List.of(), List.of("main=other", " master = release ", "mas*=stable"));
        assertThat(((Several) run(rules, "master")).files()).hasSize(3);

        assertThat(remote.log("main")).hasSize(2);
        for (String file : List.of("master", "release", "stable")) {
            assertThat(remote.read("main", "images/acme/web/" + file + ".yaml"))
                    .contains("image: reg.example.com/acme/web:master-1\n");
        }
        assertThat(remote.log("main").get(0).getFullMessage()).isEqualTo("""
                        Deploy acme/web:master-1 to master

                        Kit-Image: reg.example.com/acme/web:master-1
                        Kit-Service-Branch: master
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "=release", "master=", "a=b=c"})
    void aRuleForMoreFilesThatIsNoneIsRefused(String rule) {
        assertThatThrownBy(() -> run(rules(List.of(), List.of(), List.of(rule)), "master"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "kit.alsoCommit \"" + rule + "\" does not say which branch writes which image file. Write it as"
                                + " branch=file, where * and ? may stand in the branch, such as master=release.");
    }

    @ParameterizedTest
    @CsvSource({"master, 2", "release/1.2, 2", "release, 1", "feature/x, 1"})
    void onlyDeployableBranchesAreCommitted(String branch, int commits) {
        CommitRules rules = rules(List.of(), List.of("master", "release/*"), List.of());
        CommitImageResult result = run(rules, branch);

        assertThat(remote.log("main")).hasSize(commits);
        if (commits == 1) {
            assertThat(result).isEqualTo(new NotDeployable(branch, List.of("master", "release/*")));
        }
    }

    @Test
    void anotherBranchNeedsNoImageAtAll() {
        CommitRules rules = rules(List.of(image("", "")), List.of("master"), List.of());
        assertThat(run(rules, "topic")).isInstanceOf(NotDeployable.class);
    }

    @Test
    void twoImagesOfOneFileAreRefused() {
        assertThatThrownBy(() -> run(several(BY_NAME, image("reg.io/acme/web:2", "")), "master"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Both reg.io/acme/web:1 and reg.io/acme/web:2 go to the image file acme/web/master.yaml. Give"
                                + " one of <images> another <repository>, which names its file.");
        assertThat(run(several(BY_NAME, BY_NAME), "master")).isInstanceOf(Committed.class);
    }

    @Test
    void anImageWithNeitherNameNorRepositoryIsRefused() {
        assertThatThrownBy(() -> run(several(image("", "")), "master"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("One of <images> has neither <name> nor <repository>. ");
    }

    @Test
    void oneImageAndSeveralAreRefused() {
        CommitRules rules = several(BY_NAME);
        CommitImageRequest both =
                Requests.to(remote.url()).image("acme/web:1").rules(rules).build();
        assertThatThrownBy(() -> run(both))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Both kit.image and <images> are given. ");
    }

    private static ImageOptions image(String name, String repository) {
        return new ImageOptions(
                Optional.of(name).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of(repository).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    private static CommitRules several(ImageOptions... images) {
        return rules(List.of(images), List.of(), List.of());
    }

    private static CommitRules rules(List<ImageOptions> images, List<String> deployable, List<String> also) {
        return new CommitRules(images, Optional.empty(), deployable, also, false, false, false);
    }

    private void seedWith(String file, String text) {
        remote = BareRepository.of(
                temp.resolve("remote-" + file.hashCode() + ".git"),
                Map.of("kit.yaml", "images: {path: images}\n", file, text));
    }

    private CommitImageResult run(CommitRules rules, String branch) {
        return run(rules, branch, false);
    }

    private CommitImageResult run(CommitRules rules, String branch, boolean dry) {
        Requests request = Requests.to(remote.url()).service(branch, "").rules(rules);
        if (!rules.images().isEmpty()) {
            request = request.image("");
        }
        return run((dry ? request.dry() : request)
                .build(
                        Optional.of("all.io").filter(host -> !rules.images().isEmpty()),
                        Optional.of("all").filter(tag -> !rules.images().isEmpty())));
    }

    private static CommitImageResult run(CommitImageRequest request) {
        return new CommitImage(
                        new JGitRemotes(),
                        FakeCheckouts.none(),
                        Map.of(),
                        NoSops.create(),
                        Pause.sleeping(),
                        event -> {})
                .run(request);
    }
}
