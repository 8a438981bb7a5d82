import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes a bare deployments repo of many files and commits: {@code java Generate.java FOLDER FILES COMMITS}. */
public class Generate {
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int files = Integer.parseInt(args[1]);
        int commits = Integer.parseInt(args[2]);
        git("init", "-q", "--bare", "-b", "main", folder.toString());
        git("-C", folder.toString(), "config", "uploadpack.allowFilter", "true");
        git("-C", folder.toString(), "config", "http.receivepack", "true");
        Process process = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            commit(out, 0);
            file(out, "kit.yaml", "version: \"2\"\nimages: {path: images, property: image}\n");
            Random random = new Random(1);
            for (int i = 0; i < files; i++) {
                file(out, "resources/r" + i % 500 + "/cluster-" + i / 500 + ".yaml", vars(random));
            }
            for (int i = 0; i < 500; i++) {
                file(out, "images/acme/app-" + i + "/master.yaml", "image: reg.example.com/acme/app-" + i + ":1\n");
            }
            for (int i = 1; i < commits; i++) {
                commit(out, i);
                int app = random.nextInt(500);
                String image = "image: reg.example.com/acme/app-" + app + ":" + i + "\n";
                file(out, "images/acme/app-" + app + "/master.yaml", image);
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git fast-import failed");
        }
        git("-C", folder.toString(), "gc", "-q");
    }

    /** Some lines of a resource, as unlike those of others as a team's are. */
    private static String vars(Random random) {
        StringBuilder text = new StringBuilder("kind: ResourceVar\n");
        for (int i = 0; i < 12; i++) {
            text.append("key").append(random.nextInt(1000)).append(": value-").append(random.nextInt(100_000)).append('\n');
        }
        return text.toString();
    }

    private static void commit(OutputStream out, int number) throws Exception {
        String message = "Commit " + number;
        write(out, "commit refs/heads/main\ncommitter Seed <seed@example.com> " + (1_700_000_000L + number) + " +0000\n"
                + "data " + message.length() + "\n" + message + "\n");
    }

    private static void file(OutputStream out, String path, String text) throws Exception {
        write(out, "M 100644 inline " + path + "\ndata " + text.length() + "\n" + text + "\n");
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void git(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }
}
