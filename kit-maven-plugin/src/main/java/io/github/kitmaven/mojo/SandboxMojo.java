package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.RunSandboxes;
import io.github.kitmaven.goal.SandboxRequest;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sandbox for each cluster of the repo, a mock Kubernetes API server on 127.0.0.1, until Ctrl-C: for kubectl, and for
 * other builds. What {@code -Dkit.sandbox=true} deployed is there, and while this runs, such a build deploys to it. The
 * kubeconfigs are in {@code target/kit/sandbox}: {@code kubeconfig.yaml} with a context for each cluster, and
 * {@code kubeconfigs/<cluster>.yaml}. They stay when it ends, and the next start takes the same ports if they are free. With
 * {@code mvn -q} the path of {@code kubeconfig.yaml} is all it prints. Sandboxes let everybody in who reaches them, and hold
 * the Secrets that are deployed to them: so they listen on this machine only.
 *
 * @since 1.0.0
 */
@Mojo(name = "sandbox", requiresProject = false, threadSafe = true)
public class SandboxMojo extends DeploymentsRepoMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.skip", defaultValue = "false")
    private boolean skipSandbox;

    /**
     * How long the sandboxes run, such as {@code 10m}. Unless set, until the process is told to end.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.for")
    private @Nullable String sandboxFor;

    /**
     * The port of the first sandbox; those of the others follow, in the order of the clusters' folders. Unless set, each has
     * the port that it had before, or a free one.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.port", defaultValue = "0")
    private int sandboxPort;

    /**
     * How long each request waits before anything is done about it, such as {@code 20ms}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.latency")
    private @Nullable String sandboxLatency;

    /**
     * What goes wrong, such as {@code production:status=500@30%,drop@10%}: faults separated by commas, each with the cluster it
     * is for, a name or glob, and the share of requests it happens to; without them, all. Faults are {@code status=401}, as
     * after a token's end, {@code status=429}, {@code status=500}, {@code status=503}, {@code storage-timeout}, a status 500
     * although the request was carried out, {@code drop} and {@code silent}, where nothing was done, {@code lose-answer} and
     * {@code cut-answer}, where it was; and without a share {@code latency=2s}, {@code watch=410}, {@code watch=silent},
     * {@code watch=cut}. While the sandboxes run, {@code target/kit/sandbox/faults.txt} changes it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.faults")
    private @Nullable String sandboxFaults;

    /**
     * Prints a line for each request that wants something changed, or is answered as faults have it (401, 429, 5xx, not at
     * all): who, what, which object, and the status of the answer. {@code mvn -X} prints them, too.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox.log", defaultValue = "false")
    private boolean sandboxLog;

    @Override
    boolean skipped() {
        return skipSandbox;
    }

    @Override
    void run() {
        Optional<Duration> time = Optional.of(text(sandboxFor))
                .filter(value -> !value.isEmpty())
                .map(value -> TimeSpan.parse("kit.sandbox.for", value));
        SandboxRequest request = new SandboxRequest(
                basedir(), selection(), target().resolve("sandbox"), sandboxPort, latency(), text(sandboxFaults), time);
        Consumer<Path> ready = kubeconfig -> answer(List.of(kubeconfig.toString()));
        Consumer<String> requests = sandboxLog ? getLog()::info : getLog()::debug;
        new RunSandboxes(sops(), new Console(getLog()::info, getLog()::warn), ready, requests).run(request);
    }

    private Duration latency() {
        String value = text(sandboxLatency);
        return value.isEmpty()
                ? Duration.ZERO
                : SandboxRequest.latency(value)
                        .orElseThrow(() -> new UserException(Diagnostic.of(
                                "kit.sandbox.latency is '" + value + "', which is no length of time",
                                "Write it as 20ms, 2s or 1m")));
    }
}
