package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
    @Test
    void isNamedAfterRepositoryAndBranch() {
        assertThat(new ImageFile("acme/web", "master").path()).isEqualTo("acme/web/master.yaml");
    }

    @Test
    void aBranchWithSlashesHasFolders() {
        assertThat(new ImageFile("acme/web", "feature/x").path()).isEqualTo("acme/web/feature/x.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "../x",
                "a/../../x",
                "/etc/x",
                "a//b",
                "a/",
                ".",
                "a/./b",
                ".git/hooks",
                "a/.GIT/b",
                "a\\b",
                "a\nb",
                "a:b",
                "C:\\x",
                "a*"
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        assertThatThrownBy(() -> new ImageFile("acme/web", name))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The branch \"" + name + "\" can't name an image file. Give kit.branch ");
        assertThatThrownBy(() -> new ImageFile(name, "master"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The repository \"" + name + "\"")
                .hasMessageContaining("kit.image.repository");
    }
}
