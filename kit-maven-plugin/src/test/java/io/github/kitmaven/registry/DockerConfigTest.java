package io.github.kitmaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins as {@code docker login} keeps them, with real programs. */
class DockerConfigTest {
    private static final String PAIR =
            Base64.getEncoder().encodeToString("ann:s3:cret".getBytes(StandardCharsets.UTF_8));
    private static final Login ANN = new Login("ann", "s3:cret");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({
        "reg.io, reg.io",
        "https://reg.io, reg.io",
        "https://reg.io/v2/, reg.io",
        "reg.io:5000, reg.io:5000",
        "https://index.docker.io/v1/, docker.io",
        "docker.io, docker.io",
    })
    void findsAPasswordUnderTheNamesThatDockerWrites(String key, String registry) throws IOException {
        assertThat(login("{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, PAIR), registry))
                .contains(ANN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.io", "reg.io:5000", "docker.io"})
    void anotherRegistrysPasswordIsNone(String registry) throws IOException {
        assertThat(login("{\"auths\": {\"reg.io\": {\"auth\": \"%s\"}, \"sub.reg.io\": {}}}".formatted(PAIR), registry))
                .isEmpty();
    }

    @Test
    void readsOtherFormsOfALogin() throws IOException {
        assertThat(login("{\"auths\": {\"reg.io\": {\"username\": \"ann\", \"password\": \"s3:cret\"}}}", "reg.io"))
                .contains(ANN);
        assertThat(login(
                        "{\"auths\": {\"reg.io\": {\"auth\": \"%s\", \"identitytoken\": \"id\"}}}".formatted(PAIR),
                        "reg.io"))
                .contains(new Login("", "id"));
        assertThat(login("{\"auths\": {\"reg.io\": {}}}", "reg.io")).isEmpty();
        assertThat(login("{}", "reg.io")).isEmpty();
    }

    @Test
    void aMissingFileIsNone() {
        assertThat(DockerConfig.in(Map.of(), temp.resolve("nobody")).of(new RegistryHost("reg.io")))
                .isEmpty();
    }

    @Test
    void looksWhereDockerDoes() {
        assertThat(DockerConfig.in(Map.of(), temp).file()).isEqualTo(temp.resolve(".docker/config.json"));
        assertThat(DockerConfig.in(Map.of("DOCKER_CONFIG", "/etc/d"), temp).file())
                .isEqualTo(Path.of("/etc/d/config.json"));
    }

    @Test
    void asksTheProgramOfTheRegistryThenTheOneOfAllThenTheFile() throws IOException {
        program("one", "read host; echo \"{\\\"Username\\\": \\\"one\\\", \\\"Secret\\\": \\\"for-$host\\\"}\"");
        program(
                "all",
                "read host; case $host in all.io) echo '{\"Username\": \"all\", \"Secret\": \"x\"}';;"
                        + " *) echo 'credentials not found in native keychain'; exit 1;; esac");
        String config = """
                {"credHelpers": {"reg.io": "one"}, "credsStore": "all",
                 "auths": {"reg.io": {"auth": "%1$s"}, "file.io": {"auth": "%1$s"}}}
                """.formatted(PAIR);
        assertThat(login(config, "reg.io")).contains(new Login("one", "for-reg.io"));
        assertThat(login(config, "all.io")).contains(new Login("all", "x"));
        assertThat(login(config, "file.io")).contains(ANN);
        assertThat(login(config, "nowhere.io")).isEmpty();
    }

    @Test
    void aProgramKnowsDockerHubByItsOldAddress() throws IOException {
        program("hub", "read host; echo \"{\\\"Username\\\": \\\"<token>\\\", \\\"Secret\\\": \\\"$host\\\"}\"");
        assertThat(login("{\"credHelpers\": {\"https://index.docker.io/v1/\": \"hub\"}}", "docker.io"))
                .contains(new Login("", "https://index.docker.io/v1/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo s3cret; exit 7                   | failed with exit status 7",
                "echo s3cret                           | answers what is no login",
                "echo '{\"Username\": \"s3cret\"}'     | answers what is no login",
            })
    void aProgramThatFailsIsToldWithoutItsWords(String script, String message) throws IOException {
        program("bad", script);
        assertThatThrownBy(() -> login("{\"credsStore\": \"bad\"}", "reg.io"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The program docker-credential-bad, which ")
                .hasMessageContaining(message + " when asked for reg.io")
                .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "../none", "a b"})
    void aProgramThatIsNotThereIsTold(String name) {
        assertThatThrownBy(() -> login("{\"credsStore\": \"%s\"}".formatted(name), "reg.io"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("docker-credential-" + name + ", which is not on the PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{s3cret", "{\"auths\": {\"reg.io\": {\"auth\": \"s3cret!\"}}}"})
    void aFileThatDockerDidNotWriteIsToldWithoutItsWords(String config) {
        assertThatThrownBy(() -> login(config, "reg.io"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is not what docker login writes")
                .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret"));
    }

    @Test
    void aLoginIsNeverPrinted() {
        assertThat(ANN.toString()).doesNotContain("ann").doesNotContain("s3");
    }

    private Optional<Login> login(String config, String registry) throws IOException {
        Files.writeString(temp.resolve("config.json"), config);
        return DockerConfig.in(Map.of("DOCKER_CONFIG", temp.toString(), "PATH", temp + ":/usr/bin:/bin"), temp)
                .of(new RegistryHost(registry));
    }

    private void program(String name, String script) throws IOException {
        Path file = temp.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n[ \"$1\" = get ] || exit 9\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
