import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs sandboxes beside the build: {@code Sandboxes FOLDER CLUSTERS LATENCY_MS}. Writes a kubeconfig for each into the folder
 * and says so; then each line of input is answered with how many requests all of them have served so far.
 */
class Sandboxes {
    public static void main(String[] args) throws IOException {
        Faults late = Faults.none().withLatency(Duration.ofMillis(Long.parseLong(args[2])));
        List<Sandbox> sandboxes = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Sandbox sandbox = Sandbox.start(SandboxOptions.defaults()
                    .withPodDelays(Duration.ofHours(1), Duration.ofHours(1)) // nobody waits for them
                    .withFaults(late));
            sandbox.writeKubeconfig(Path.of(args[0], "cluster-" + i + ".yaml"), "cluster-" + i);
            sandboxes.add(sandbox);
        }
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        while (input.readLine() != null) {
            System.out.println(sandboxes.stream().mapToInt(sandbox -> sandbox.requests().size()).sum());
        }
        System.exit(0);
    }
}
