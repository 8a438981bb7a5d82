package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Repo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt. Each is an error with its place, found at once, and leaves the output as it was. */
class HostileRepoTest {
    private static final String VARS = "clusters/dev/configuration-var.yaml";

    @TempDir
    private Path root;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(
                        "an alias bomb", VARS, bomb(), VARS + ":7:5: Its aliases make this more than 1000000 values."),
                arguments(
                        "a depth bomb",
                        VARS,
                        "kind: ResourceConfig\nx: " + "[".repeat(100_000),
                        VARS + ":2:103: Values nest deeper than 100 levels."),
                arguments(
                        "a depth bomb of maps",
                        VARS,
                        "kind: ResourceConfig\nx: " + "{a: ".repeat(100_000),
                        VARS + ":2:400: Values nest deeper than 100 levels."),
                arguments("a key that stands twice", VARS, "a: 1\nb: 2\na: 3\n", VARS + ":3:1: The key a stands twice"),
                arguments("a tab", VARS, "a:\n\tb: 1\n", VARS + ":2:1: This is not YAML:"),
                arguments(
                        "a byte order mark",
                        VARS,
                        "\uFEFFa: 1\n",
                        VARS + ":1:1: The file begins with a byte order mark."),
                arguments(
                        "an anchor that holds itself", VARS, "a: &a [*a]\n", VARS + ":1:8: The alias *a has no anchor"),
                arguments(
                        "anchors that hold each other",
                        VARS,
                        "a: &a [*b]\nb: &b [*a]\n",
                        VARS + ":1:8: The alias *b has no anchor"),
                arguments(
                        "a template out of the repo",
                        "clusters/dev/cluster.yaml",
                        cluster("dev", "resources: {web: {file: ../../../etc/passwd.yaml}}"),
                        "clusters/dev/cluster.yaml:3:25: The path ../../../etc/passwd.yaml leads out of the deployments repo."),
                arguments(
                        "a template by an absolute path",
                        "clusters/dev/cluster.yaml",
                        cluster("dev", "resources: {web: {file: /etc/passwd.yaml}}"),
                        "clusters/dev/cluster.yaml:3:25: The path /etc/passwd.yaml leads out of the deployments repo."),
                arguments(
                        "a cluster's name that is a path",
                        "clusters/dev/cluster.yaml",
                        cluster("../../home", ""),
                        "clusters/dev/cluster.yaml:2:18: The cluster name ../../home is not a DNS label."),
                arguments(
                        "two clusters with one name",
                        "clusters/zwei/cluster.yaml",
                        cluster("dev", ""),
                        "clusters/zwei/cluster.yaml:2:18: There is a cluster named dev already"),
                arguments(
                        "a file name that is a path",
                        "clusters/dev/cluster.yaml",
                        cluster("dev", "resources: {web: {output: ../../kit.yaml}}"),
                        "clusters/dev/cluster.yaml:3:27: ../../kit.yaml can't name a file."),
                arguments(
                        "a file name that is a path behind the end of a line",
                        "clusters/dev/cluster.yaml",
                        cluster("dev", "resources: {web: {output: \"x\\n/../../../kit\"}}"),
                        "clusters/dev/cluster.yaml:3:27: x\n/../../../kit can't name a file."),
                arguments(
                        "a namespace that is a path",
                        "clusters/dev/cluster.yaml",
                        cluster("dev", "namespaces: {../..: {}}"),
                        "clusters/dev/cluster.yaml:3:14: The namespace ../.. is not a DNS label."));
    }

    private static String cluster(String name, String more) {
        return "kind: ClusterNamespace\nmetadata: {name: " + name + ", type: develop}\n" + more + "\n";
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("kind: ResourceConfig\nl0: &l0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append(("l" + i + ": &l" + i + " [" + "*lN, ".repeat(10) + "]\n").replace("N", "" + (i - 1)));
        }
        return bomb.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefusedAtOnceAndLeavesTheOutputAsItWas(String what, String file, String text, String message)
            throws IOException {
        Repo repo = Repo.in(root, "3");
        repo.render().write();
        Map<String, String> before = output();

        repo.with(file, text);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> repo.render().write())
                        .isInstanceOf(UserException.class)
                        .hasMessageStartingWith(message));
        assertThat(output()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreNamedWithTheirPlace() throws IOException {
        Repo repo = Repo.in(root, "3");
        byte[] bytes = "a: 1\nb: ??\n".getBytes(StandardCharsets.UTF_8);
        bytes[8] = (byte) 0xC3;
        Files.write(root.resolve(VARS), bytes);

        assertThatThrownBy(repo::render).hasMessageStartingWith(VARS + ":2:4: This byte is not UTF-8.");
    }

    @Test
    void aLoopOfSymbolicLinksIsNoCluster() throws IOException {
        Repo repo = Repo.in(root, "3");
        Files.createSymbolicLink(root.resolve("clusters/loop"), root.resolve("clusters/loop"));
        Files.createSymbolicLink(root.resolve("clusters/up"), root);

        assertThat(repo.texts()).containsOnlyKeys("dev/web.yaml");
    }

    private Map<String, String> output() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve("target/kit/manifests"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
