package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deploy for one commit of a service. What version "2" does is what the original did when it was run. */
class ServiceCommitTest {
    private static final String HASH = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
    private static final String TWO = "{web-con: {image: %s}, side: {image: %s}}";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        // the whole hash, in one image at least
        "2, abc1, reg/web:master-abc1, reg/side:1, true",
        "2, abc1, reg/web:master-abc1, reg/side:master-abc2, true",
        "2, abc1, reg/web:master-abc10, reg/side:1, false",
        "2, abc1, reg/web:master-ABC1, reg/side:1, false",
        "2, wrong, reg/web:master-abc1, reg/side:master-abc2, false",
        // tags that name no commit don't count, but a port and a name may look like one
        "2, abc1, reg/web:latest, reg/side:1.0, true",
        "2, abc1, reg/web:abc2, reg/side:1.0, true",
        "2, abc1, reg:5000/my-app:1, reg/side:1.0, false",
        "2, abc1, reg/web:master-abc1-rc, reg/side:1.0, true",
        "3, 0a1b2c3, reg/web:master-" + HASH + ", reg/side:1, true",
        "3, " + HASH + ", reg/web:master-0A1B2C3, reg/side:1, true",
        "3, " + HASH + ", reg/web:0a1b2c3d, reg/side:1, true",
        "3, " + HASH + ", reg/web:x-0a1b2c3d@sha256:ffffffff, reg/side:1, true",
        "3, " + HASH + ", reg/web:x-0a1b2c3e, reg/side:x-0a1b2c3f, false",
        "3, " + HASH + ", reg/web:x-0a1b2c3e, reg/side:x-0a1b2c3d, true",
        "3, " + HASH + ", reg:5000/my-facade0:1, reg/side:latest, true"
    })
    void oneImageMustBeOfTheCommitIfAnyNamesOne(
            String version, String commit, String image, String other, boolean sound) {
        Repo repo = repo(version).commit(commit, false).cluster("dev", containers(TWO.formatted(image, other)));

        if (sound) {
            assertThatCode(repo::render).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(repo::render)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("The resource web gets no image of commit " + commit
                            + ", which kit.commit asks for: its tags name ")
                    .hasMessageContaining("Commit the image of that commit first");
        }
    }

    @Test
    void onlyVersionTwoTakesAVariableWithAnImageForAContainer() {
        String vars = "kind: ResourceConfig\nproxy: {image: \"reg/proxy:x-abcdef0\"}\n";
        String image = containers("{web-con: {image: latest}}");

        assertThatThrownBy(repo("2")
                        .with("base-var.yaml", vars)
                        .commit("abcdef1", false)
                        .cluster("dev", image)::render)
                .hasMessageContaining("its tags name abcdef0");
        assertThatCode(repo("3")
                        .with("base-var.yaml", vars)
                        .commit("abcdef1", false)
                        .cluster("dev", image)::render)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2, abc1, 'r=abc1 o=outer '", "2, '', 'r= o=outer '", "3, abcdef0, 'r=abcdef0 o=outer '"})
    void everyContainerHasTheCommitAsGitRefWhichHidesAVariable(String version, String commit, String text) {
        Repo repo = repo(version)
                .with("base-var.yaml", "kind: ResourceConfig\ngitRef: outer\n")
                .with("resources/web.mustache", "{{#web-con}}r={{gitRef}} {{/web-con}}o={{gitRef}} ")
                .commit(commit, false);

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", text));
    }

    @Test
    void versionThreeRefusesWhatIsNoCommit() {
        assertThatThrownBy(repo("3").commit("master", false)::render)
                .isInstanceOf(UserException.class)
                .hasMessage("kit.commit is master, which is no commit. Set it to the hash, or 7 digits of it or more.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{web-con: {image_tag: acme/web}} | r.io/acme/web:rel-0a1b2c3",
                "{web-con: {image_tag: acme/web, primary: false}} | r.io/acme/web:rel-0a1b2c3",
                "{web-con: {image_tag: acme/web}, side: {image_tag: acme/web, primary: false}}"
                        + " | r.io/acme/web:rel-0a1b2c3 of-branch",
                "{web-con: {image: given}} | given"
            })
    void thePrimaryContainerGetsTheImageOfTheCommitIfThatIsWanted(String containers, String images) {
        Repo repo = repo("3")
                .with("resources/web.mustache", "{{web-con.image}}{{#side}} {{image}}{{/side}}")
                .with("base-var.yaml", "kind: ResourceConfig\nside:\n")
                .cluster("dev", containers(containers))
                .commit("0a1b2c3", true);
        byCommit(repo, "3", "r.io/{image_tag}:rel-{commit}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", images));
    }

    @Test
    void aSecondContainerOfAnAutoscalerMustSayWhetherItIsPrimary() {
        Repo repo = repo("2").cluster("dev", """
                resources:
                  web: {disable: true}
                  web-hpa: {file: web.mustache, containers: {a: {image_tag: acme/web}, b: {min: 1}}}
                """).commit("0a1b2c3", true);
        byCommit(repo, "2", "r.io/{image_tag}:{branch}-{commit}");

        assertThatThrownBy(repo::render)
                .hasMessage("clusters/dev/cluster.yaml:7:49: It is not said whether this container is the primary one,"
                        + " which gets the image of kit.commit. Set primary: true or primary: false.");
    }

    @Test
    void withoutACommitVersionTwoGoesByBranchAndWarns() {
        Repo repo = repo("2").commit("", true);
        byCommit(repo, "2", "r.io/{image_tag}:{branch}-{commit}");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "of-branch"));
        assertThat(repo.events().toString()).contains("no commit is given: images go by branch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | r/{image_tag}:{commit} | kit.image.byCommit is set, but no commit is given."
                        + " Set -Dkit.commit to the commit of the image.",
                "abcdef0 | '' | kit.image.byCommit is set, but kit.yaml doesn't say how the image of a commit is named."
                        + " Add images.byCommit: registry/{image_tag}:{branch}-{commit}.",
                "abcdef0 | r/{tag}:{commit} | kit.yaml:3:34: images.byCommit knows no {tag}."
                        + " Write it as registry/{image_tag}:{branch}-{commit}.",
                "abcdef0 | r/{image_tag}:1 | kit.yaml:3:34: images.byCommit needs both {image_tag} and {commit}."
                        + " Write it as registry/{image_tag}:{branch}-{commit}."
            })
    void anImageByCommitNeedsACommitAndAName(String commit, String pattern, String message) {
        Repo repo = repo("3").commit(commit, true);
        byCommit(repo, "3", pattern);

        assertThatThrownBy(repo::render).isInstanceOf(UserException.class).hasMessage(message);
    }

    private Repo repo(String version) {
        return Repo.in(root, version)
                .with("images/acme/web/master.yaml", "image: of-branch\n")
                .with("resources/web.mustache", "{{web-con.image}}");
    }

    private static void byCommit(Repo repo, String version, String pattern) {
        repo.with("kit.yaml", """
                version: "%s"
                base: {path: .}
                images: {path: images, byCommit: "%s"}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                """.formatted(version, pattern));
    }

    private static String containers(String containers) {
        return "resources: {web: {containers: " + containers.replaceAll("image: ([^,}]*)", "image: \"$1\"") + "}}\n";
    }
}
