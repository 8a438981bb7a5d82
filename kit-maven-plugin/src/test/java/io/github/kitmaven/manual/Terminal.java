package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a reader has on his machine: Maven, which takes kit from this build, and git, which knows his name. */
final class Terminal {
    private static final Path IT = Page.ROOT.resolve("src/it");
    private static final Path REPOSITORY = Page.ROOT.resolve("kit-deployments-archetype/target/it-repository");
    private static final String VERSION = "1.0.0-SNAPSHOT";
    static final String PLUGIN = "io.github.kitmaven:kit-maven-plugin:" + VERSION;

    private final Path folder;
    private final Path java;

    Terminal(Path folder) throws IOException {
        this(folder, Path.of(maven()), Javas.own());
    }

    /** One with another Maven and another Java. */
    Terminal(Path folder, Path maven, Path java) throws IOException {
        this.folder = folder;
        this.java = java;
        if (Files.notExists(REPOSITORY.resolve("io/github/kitmaven/kit-deployments-archetype"))) {
            throw new IllegalStateException(
                    "The commands of the manual need kit from " + REPOSITORY + ": run `mvn verify` first");
        }
        String settings = Files.readString(IT.resolve("settings.xml"))
                .replace("@localRepositoryUrl@", localRepository().toUri().toString())
                .replaceFirst("(?s)<servers>.*</servers>", ""); // its password is encrypted for a scenario of its own
        Files.writeString(folder.resolve("settings.xml"), settings);
        Files.createDirectories(folder.resolve("bin"));
        program("mvn", """
                #!/usr/bin/env bash
                exec %s -B -ntp -s %s -Dmaven.repo.local=%s "$@"
                """.formatted(maven, folder.resolve("settings.xml"), REPOSITORY));
        Files.writeString(folder.resolve("gitconfig"), """
                [user]
                name = Ada
                email = ada@example.com
                [init]
                defaultBranch = main
                """);
    }

    Shell shell(Path where, Path home) {
        return new Shell(
                where,
                home,
                Map.of(
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "GIT_CONFIG_GLOBAL",
                        folder.resolve("gitconfig").toString(),
                        "JAVA_HOME",
                        java.toString(),
                        "MAVEN_OPTS",
                        "-XX:TieredStopAtLevel=1"));
    }

    /** Makes a repo of the archetype in that folder, {@code deployments}, with a remote beside it, {@code deployments.git}. */
    void makeRepo(Path where) throws IOException, InterruptedException {
        Files.createDirectories(where);
        try (Shell shell = shell(where, Files.createDirectories(folder.resolve("home")))) {
            Shell.Outcome made = shell.run(generate()
                    + "cd deployments && git init -q && git add . && git commit -qm 'Begin'\n"
                    + "git init -q --bare ../deployments.git && git remote add origin ../deployments.git\n"
                    + "git push -q -u origin main\n");
            assertThat(made.exit()).as(made.output()).isZero();
        }
    }

    /** Puts a program on the PATH. */
    void program(String name, String text) throws IOException {
        Files.writeString(folder.resolve("bin").resolve(name), text).toFile().setExecutable(true);
    }

    static String generate() {
        return "mvn archetype:generate -DarchetypeGroupId=io.github.kitmaven"
                + " -DarchetypeArtifactId=kit-deployments-archetype -DarchetypeVersion=" + VERSION
                + " -DarchetypeCatalog=internal -DinteractiveMode=false -DgroupId=com.example -DartifactId=deployments"
                + " -Dversion=1.0.0-SNAPSHOT\n";
    }

    static String maven() {
        return Optional.ofNullable(System.getProperty("kit.test.maven")).orElse("/usr/bin/mvn");
    }

    private static Path localRepository() {
        return Path.of(System.getProperty("user.home"), ".m2/repository");
    }
}
