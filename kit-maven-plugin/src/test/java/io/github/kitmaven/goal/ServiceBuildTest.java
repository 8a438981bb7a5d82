package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.image.BuildOrigin;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.image.ProjectProperties;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.FakeCheckouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceBuildTest {
    private static final Requests NOTHING =
            Requests.to("file:///d.git").image("").service("", "");
    private static final FakeCheckouts GIT = new FakeCheckouts(
            Optional.of(new Checkout(
                    Path.of("."),
                    Optional.of("git-branch"),
                    Optional.of(new Checkout.Head("9".repeat(40), "Subject", Instant.EPOCH)))),
            Optional.of(new Person("Git", "git@example.com")));
    private static final CiBuild CI = new CiBuild(
            Optional.of("ci-branch"),
            Optional.of("c1c1"),
            Optional.of("Ci"),
            Optional.of("ci@example.com"),
            Optional.of("https://git.example.com/acme/web"),
            Optional.of("https://ci.example.com/7"),
            Optional.empty());

    @Test
    void buildsTheImageFromItsParts() {
        NewImage image = with(NOTHING.repository("acme/web")
                .service("feature/x", "abc")
                .build(Optional.of("reg.io"), Optional.empty()));
        assertThat(image.image()).hasToString("reg.io/acme/web:feature-x-abc");
        assertThat(image.file().path()).isEqualTo("acme/web/feature/x.yaml");
        assertThat(image.commit()).contains("abc");

        NewImage tagged =
                with(NOTHING.repository("acme/web").service("m", "").build(Optional.of("reg.io"), Optional.of("7")));
        assertThat(tagged.image()).hasToString("reg.io/acme/web:7");
    }

    @Test
    void asksTheCiServerThenGit() {
        CommitImageRequest request = NOTHING.repository("acme/web").build();
        assertThat(new ServiceBuild(request, Optional.of(CI), GIT, Optional.empty())
                        .newImages(image -> image)
                        .get(0)
                        .image())
                .hasToString("acme/web:ci-branch-c1c1");
        assertThat(new ServiceBuild(request, Optional.empty(), GIT, Optional.empty())
                        .newImages(image -> image)
                        .get(0)
                        .image())
                .hasToString("acme/web:git-branch-" + "9".repeat(40));
        assertThat(new ServiceBuild(request, Optional.of(CI), GIT, Optional.empty()).committer())
                .isEqualTo(new Person("Ci", "ci@example.com"));
        assertThat(new ServiceBuild(request, Optional.empty(), GIT, Optional.empty()).committer())
                .isEqualTo(new Person("Git", "git@example.com"));
        assertThat(new ServiceBuild(request, Optional.empty(), FakeCheckouts.none(), Optional.empty()).committer())
                .isEqualTo(new Person("kit", "kit@localhost"));
    }

    @Test
    void takesWhatJibBuiltDigestIncluded(@TempDir Path target) throws IOException {
        String digest = "sha256:" + "0a".repeat(32);
        Files.writeString(target.resolve("jib-image.json"), """
                {"image":"reg.io/acme/web:1.2","imageId":"sha256:1","imageDigest":"%s","tags":["1.2","latest"]}
                """.formatted(digest));
        Requests jib = NOTHING.service("master", "").builtIn(target);

        assertThat(with(jib.build()).image()).hasToString("reg.io/acme/web:1.2@" + digest);
        assertThat(with(jib.build()).file().path()).isEqualTo("acme/web/master.yaml");
        assertThat(with(jib.repository("shop/web").build()).file().path()).isEqualTo("shop/web/master.yaml");
        assertThat(with(jib.image("other:1").build()).image()).hasToString("other:1");
        assertThat(with(jib.repository("acme/web").build(Optional.of("own.io"), Optional.of("2")))
                        .image())
                .hasToString("own.io/acme/web:2");
    }

    @Test
    void takesWhatOtherPluginsAreToldWhereJibBuiltNothing(@TempDir Path target) throws IOException {
        ProjectProperties spring = new ProjectProperties(
                "g", "a", "1", Map.of("spring-boot.build-image.imageName", "reg.io/acme/web:7"), List.of());
        Requests request = NOTHING.service("master", "").builtIn(target).project(spring);
        assertThat(with(request.build()).image()).hasToString("reg.io/acme/web:7");

        Files.writeString(
                target.resolve("jib-image.json"),
                "{\"image\":\"jib.io/web:1\",\"imageDigest\":\"sha256:%s\"}".formatted("0a".repeat(32)));
        assertThat(with(request.build()).image().registry()).contains("jib.io");
    }

    @Test
    void tellsWhatTheImageWasMadeFrom() {
        CommitImageRequest request = NOTHING.image("a/b:1").build();
        assertThat(new ServiceBuild(request, Optional.of(CI), GIT, Optional.empty()).origin())
                .isEqualTo(new BuildOrigin(
                        CI.repository(), "ci-branch", Optional.of("c1c1"), Optional.empty(), CI.build()));
        assertThat(new ServiceBuild(request, Optional.empty(), GIT, Optional.of("https://ci:t0ken@g.io/a/b")).origin())
                .isEqualTo(new BuildOrigin(
                        Optional.of("https://g.io/a/b"),
                        "git-branch",
                        Optional.of("9".repeat(40)),
                        Optional.of(Instant.EPOCH),
                        Optional.empty()));
        CommitImageRequest short9 =
                NOTHING.image("a/b:1").service("m", "9999999").build();
        assertThat(new ServiceBuild(short9, Optional.empty(), GIT, Optional.of("file:///home/a")).origin())
                .isEqualTo(new BuildOrigin(
                        Optional.empty(), "m", Optional.of("9999999"), Optional.of(Instant.EPOCH), Optional.empty()));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> with(NOTHING.service("master", "").build()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "No image is given, Jib built none, and neither the POM nor a property tells JKube, Spring Boot or"
                                + " Jib of one. Set kit.image ");
        assertThatThrownBy(() -> with(
                        NOTHING.repository("acme/web").service("master", "").build()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The service's commit is known neither")
                .hasMessageContaining("kit.commit");
        assertThatThrownBy(() -> with(NOTHING.image("acme/web:1").build()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The service's branch is known neither")
                .hasMessageEndingWith("Set kit.branch.");
        assertThatThrownBy(() -> with(NOTHING.image("acme/web").service("m", "").build()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has neither tag nor digest");
        assertThatThrownBy(() -> NOTHING.service("m", "a b").build())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("kit.commit \"a b\" is not the id of a commit");
    }

    private static NewImage with(CommitImageRequest request) {
        return new ServiceBuild(request, Optional.empty(), FakeCheckouts.none(), Optional.empty())
                .newImages(image -> image)
                .get(0);
    }
}
