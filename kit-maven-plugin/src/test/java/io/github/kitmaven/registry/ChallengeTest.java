package io.github.kitmaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    private static final Map<String, String> HUB = Map.of(
            "realm", "https://auth.docker.io/token",
            "service", "registry.docker.io",
            "scope", "repository:a/b:pull,push");

    @Test
    void readsWhatRegistriesWrite() {
        assertThat(
                        Challenge.in(
                                List.of(
                                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a/b:pull,push\"")))
                .contains(new Challenge("bearer", HUB));
        assertThat(Challenge.in(List.of("BASIC Realm = plain")))
                .contains(new Challenge("basic", Map.of("realm", "plain")));
        assertThat(Challenge.in(List.of("Basic"))).contains(new Challenge("basic", Map.of()));
    }

    @Test
    void aTokenGoesBeforeAPassword() {
        Challenge bearer = new Challenge("bearer", Map.of("realm", "https://t"));
        assertThat(Challenge.in(List.of("Basic realm=\"x\"", "Bearer realm=\"https://t\"")))
                .contains(bearer);
        assertThat(Challenge.in(List.of("Bearer realm=\"https://t\"", "Basic realm=\"x\"")))
                .contains(bearer);
        assertThat(Challenge.in(List.of("Basic realm=\"x\", Bearer realm=\"https://t\"")))
                .contains(bearer);
    }

    @Test
    void isNoneForOtherSchemes() {
        assertThat(Challenge.in(List.of())).isEmpty();
        assertThat(Challenge.in(List.of("Negotiate", "Digest realm=\"Bearer of\"")))
                .isEmpty();
    }
}
