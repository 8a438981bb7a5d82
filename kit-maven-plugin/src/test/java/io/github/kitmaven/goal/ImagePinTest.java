package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.registry.ImageRegistry;
import io.github.kitmaven.registry.ImageRegistry.Stored;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePinTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final ImageRegistry HAS_IT = image -> Optional.of(new Stored(Optional.of(DIGEST)));
    private static final ImageRegistry HAS_NOTHING = image -> Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "a/b:1,      ,      a/b:1",
        "a/b:1@D,    ,      a/b:1@D",
        "a/b:1@D,    true,  a/b:1@D",
        "a/b@D,      true,  a/b@D",
        "a/b:1@D,    false, a/b:1",
        "a/b@D,      false, a/b@D",
        "a/b:1,      false, a/b:1",
    })
    void namesImagesByTheirDigestsAsAsked(String image, @Nullable Boolean pin, String pinned) {
        assertThat(pin(pin, false, HAS_NOTHING, image.replace("D", DIGEST))).hasToString(pinned.replace("D", DIGEST));
    }

    @Test
    void theRegistryTellsADigestThatTheBuildDoesNot() {
        assertThat(pin(true, true, HAS_IT, "a/b:1")).hasToString("a/b:1@" + DIGEST);
        assertThat(pin(null, true, HAS_IT, "a/b:1")).hasToString("a/b:1");
    }

    @Test
    void aDigestThatNobodyKnowsIsTold() {
        assertThatThrownBy(() -> pin(true, false, HAS_IT, "a/b:1"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "The digest of a/b:1 is not known, and kit.pinDigest wants it. Build it with Jib, give it in"
                                + " kit.image as name:tag@sha256:..., or let kit ask the registry with -Dkit.verifyImage=true.");
        ImageRegistry tellsNone = image -> Optional.of(new Stored(Optional.empty()));
        assertThatThrownBy(() -> pin(true, true, tellsNone, "a/b:1")).hasMessageStartingWith("The digest of a/b:1");
    }

    @Test
    void anImageThatIsNotThereIsNotCommitted() {
        assertThatThrownBy(() -> pin(null, true, HAS_NOTHING, "a/b:1"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "The registry does not have the image a/b:1, so it is not committed. Push it before this goal"
                                + " runs, or correct its name; -Dkit.verifyImage=false does not ask.");
    }

    private static ImageReference pin(@Nullable Boolean pin, boolean verify, ImageRegistry registry, String image) {
        CommitRules rules =
                new CommitRules(List.of(), Optional.ofNullable(pin), List.of(), List.of(), false, verify, false);
        return new ImagePin(rules, registry).of(ImageReference.parse(image));
    }
}
