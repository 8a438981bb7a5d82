package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitMessageTest {
    private static final NewImage IMAGE = new NewImage(
            ImageReference.parse("reg.io/acme/web:1"), new ImageFile("acme/web", "master"), Optional.of("abc"));

    @Test
    void fillsATemplateAndKeepsOtherBraces() {
        String message = CommitMessage.of(
                Optional.of(" {repository}:{tag} on {branch} at {commit}\n\n{image} {} {1} $1 \\x\n"), IMAGE);
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
        NewImage image = new NewImage(IMAGE.image(), IMAGE.file(), Optional.empty());
        assertThat(CommitMessage.of(Optional.of(" "), image))
                .isEqualTo("Deploy acme/web:1 to master\n\nKit-Image: reg.io/acme/web:1\nKit-Service-Branch: master\n");
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> CommitMessage.of(Optional.of("{imgae}"), IMAGE))
                .isInstanceOf(UserException.class)
                .hasMessage("The commit message has {imgae}, which kit does not know."
                        + " Use only [branch, commit, image, repository, tag] in braces in kit.message.");
    }
}
