package io.github.kitmaven.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A deployments repo of 20,000 files and 3,000 commits, made by git's fast-import in seconds. */
public final class LargeRepo {
    public static final int FILES = 20_000;
    public static final int COMMITS = 3_000;
    private static final int SERVICES = 500;

    private LargeRepo() {}

    /** Makes it as a bare repository that filters. */
    public static BareRepository in(Path folder) throws IOException, InterruptedException {
        BareRepository repository = BareRepository.empty(folder).allowFilter();
        Process process = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet")
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            write(out);
        }
        assertThat(process.waitFor()).isZero();
        return repository;
    }

    /** Runs git in a folder; {@return what it printed, by lines} */
    public static List<String> git(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.lines().toList();
    }

    public static String imageFile(int service) {
        return "images/acme/app-" + service + "/master.yaml";
    }

    private static void write(OutputStream out) throws IOException {
        commit(out, 0);
        file(out, "kit.yaml", "version: \"2\"\nimages: {path: images, property: image}\n");
        Random random = new Random(1);
        for (int i = 0; i < FILES - SERVICES - 1; i++) {
            file(out, "resources/r" + i % SERVICES + "/cluster-" + i / SERVICES + ".yaml", variables(random));
        }
        for (int i = 0; i < SERVICES; i++) {
            file(out, imageFile(i), "image: reg.example.com/acme/app-" + i + ":0\n");
        }
        for (int i = 1; i < COMMITS; i++) {
            commit(out, i);
            int service = random.nextInt(SERVICES);
            file(out, imageFile(service), "image: reg.example.com/acme/app-" + service + ":" + i + "\n");
        }
    }

    /** Some lines, as unlike those of other files as a team's are. */
    private static String variables(Random random) {
        StringBuilder text = new StringBuilder("kind: ResourceVar\n");
        for (int i = 0; i < 12; i++) {
            text.append("key").append(random.nextInt(1000));
            text.append(": value-").append(random.nextInt(100_000)).append('\n');
        }
        return text.toString();
    }

    private static void commit(OutputStream out, int number) throws IOException {
        String message = "Commit " + number;
        String who = "Seed <seed@example.com> " + (1_700_000_000L + number) + " +0000";
        write(out, "commit refs/heads/main\ncommitter " + who + "\ndata " + message.length() + "\n" + message + "\n");
    }

    private static void file(OutputStream out, String path, String text) throws IOException {
        write(out, "M 100644 inline " + path + "\ndata " + text.length() + "\n" + text + "\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
