package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RollbackImagesTest {
    private static final String MASTER = "images/acme/web/master.yaml";
    private static final String RELEASE = "images/acme/web/release.yaml";

    @Test
    void theFileOfTheSameRegistryAndRepositoryNamesTheImage() {
        RollbackImages images =
                images(Map.of(MASTER, "reg.example.com/acme/web:2", "images/x.yaml", "other/acme/web:2"));
        images.add("eu-1", Map.of("web", "reg.example.com/acme/web:2"), Map.of("web", "reg.example.com/acme/web:1"));
        assertThat(images.images()).containsExactly(Map.entry(MASTER, "reg.example.com/acme/web:1"));
        assertThat(images.unnamed()).isEmpty();
    }

    @Test
    void ofSeveralFilesOfOneRepositoryItIsTheOneThatTheContainerHasNow() {
        RollbackImages images = images(Map.of(MASTER, "acme/web:5", RELEASE, "acme/web:3"));
        images.add(
                "eu-1",
                Map.of("canary", "acme/web:5", "web", "acme/web:3"),
                Map.of("canary", "acme/web:4", "web", "acme/web:2"));
        assertThat(images.images()).containsExactly(Map.entry(MASTER, "acme/web:4"), Map.entry(RELEASE, "acme/web:2"));
        assertThat(images.problems()).isEmpty();
    }

    @Test
    void whatTwoContainersRunDifferentlyNoFileCanName() {
        RollbackImages images = images(Map.of(MASTER, "acme/web:5"));
        images.add(
                "eu-1",
                Map.of("a", "acme/web:5", "b", "acme/web:5"),
                new TreeMap<>(Map.of("a", "acme/web:1", "b", "acme/web:2")));
        assertThat(images.problems())
                .extracting(problem -> problem.message())
                .containsExactly(
                        MASTER + " can name one image only, and that deploy has several: two containers of cluster"
                                + " eu-1 run acme/web:1 and acme/web:2");
    }

    @Test
    void anImageOfNoFileIsToldUnlessTheRepoWantsItAnyway() {
        RollbackImages images = images(Map.of(MASTER, "acme/web:5"));
        images.add(
                "eu-1", Map.of("proxy", "envoy:7", "log", "fluent:2"), Map.of("proxy", "envoy:7", "log", "fluent:1"));
        assertThat(images.images()).isEmpty();
        assertThat(images.unnamed()).containsExactly("fluent:1");
    }

    private static RollbackImages images(Map<String, String> files) {
        return new RollbackImages(new TreeMap<>(Map.of("eu-1", new TreeMap<>(files))));
    }
}
