package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitMessageTest {
    private static final NewImage IMAGE = new NewImage(
            ImageReference.parse("reg.io/acme/web:1"), new ImageFile("acme/web", "master"), Optional.of("abc"));
    private static final BuildOrigin ORIGIN =
            new BuildOrigin(Optional.empty(), "master", Optional.of("abc"), Optional.empty(), Optional.empty());

    @Test
    void fillsATemplateAndKeepsOtherBraces() {
        String message = CommitMessage.of(
                Optional.of(" {repository}:{tag} on {branch} at {commit}\n\n{image} {} {1} $1 \\x\n"),
                List.of(IMAGE),
                ORIGIN);
        assertThat(message).isEqualTo("""
                        acme/web:1 on master at abc

                        reg.io/acme/web:1 {} {1} $1 \\x

                        Kit-Image: reg.io/acme/web:1
                        Kit-Service-Branch: master
                        Kit-Service-Commit: abc
                        """);
    }

    @Test
    void leavesOutTheCommitThatIsNotKnown() {
        BuildOrigin origin =
                new BuildOrigin(Optional.empty(), "master", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(CommitMessage.of(Optional.of(" "), List.of(IMAGE), origin))
                .isEqualTo("Deploy acme/web:1 to master\n\nKit-Image: reg.io/acme/web:1\nKit-Service-Branch: master\n");
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> CommitMessage.of(Optional.of("{imgae}"), List.of(IMAGE), ORIGIN))
                .isInstanceOf(UserException.class)
                .hasMessage("The commit message has {imgae}, which kit does not know."
                        + " Use only [branch, build, commit, image, repository, tag] in braces in kit.message.");
    }

    @Test
    void namesTwoImagesAndCountsMore() {
        assertThat(subject("acme/web:1", "acme/api:1")).isEqualTo("Deploy acme/web:1 and acme/api:1 to master");
        assertThat(subject("a:1", "b:1", "c:1")).isEqualTo("Deploy a:1 and 2 more images to master");
        assertThat(subject("a:1", "a:1")).isEqualTo("Deploy a:1 to master");
    }

    private static String subject(String... names) {
        List<NewImage> images = java.util.Arrays.stream(names)
                .map(name -> new NewImage(ImageReference.parse(name), IMAGE.file(), Optional.empty()))
                .toList();
        return CommitMessage.of(Optional.empty(), images, ORIGIN)
                .lines()
                .findFirst()
                .orElse("");
    }

    @Test
    void itsTrailersSayWhatMachinesAskFor() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        BuildOrigin origin = new BuildOrigin(
                Optional.of("https://git.example.com/acme/web"),
                "master",
                Optional.of("abc"),
                Optional.of(time),
                Optional.of("https://ci.example.com/7"));
        String message = CommitMessage.of(Optional.of("Build {build}: {tag}"), List.of(IMAGE), origin);
        assertThat(message).isEqualTo("""
                        Build https://ci.example.com/7: 1

                        Kit-Image: reg.io/acme/web:1
                        Kit-Service-Repository: https://git.example.com/acme/web
                        Kit-Service-Branch: master
                        Kit-Service-Commit: abc
                        Kit-Service-Time: 2026-01-02T03:04:05Z
                        Kit-Build: https://ci.example.com/7
                        """);
        assertThat(Trailers.of(message))
                .isEqualTo(new Trailers(List.of("reg.io/acme/web:1"), Optional.of("abc"), Optional.of(time)));
        assertThat(Trailers.of("Kit-Service-Time: soon\nFix Kit-Image: x\n").time())
                .isEmpty();
        assertThat(Trailers.of("Fix Kit-Image: x\n").images()).isEmpty();
    }
}
