package io.github.kitmaven.mojo;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.FleetChanges;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.webhook.FleetNews;
import io.github.kitmaven.webhook.RunFacts;
import io.github.kitmaven.webhook.Webhook;
import io.github.kitmaven.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that tell others of what they write. */
abstract class WebhooksMojo extends BackupMojo {

    /**
     * Endpoints that are told of the run over HTTP: each with {@code <url>}, {@code <format>}, {@code <server>} (see
     * {@code kit.webhooks.server}) and {@code <events>}: of {@code begin}, {@code progress}, {@code end} and
     * {@code fleet}, separated by commas. Unless set, {@code kit-v1} tells of progress and end, {@code slack} of end and fleet,
     * {@code cloudevents} of all. On the command line, URLs separated by commas. They never slow a deploy or make it fail; what
     * did not get through is warned of at the end. Dry runs tell nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks")
    private @Nullable List<WebhookParameter> webhooks;

    /**
     * The format of webhooks that name none: {@code kit-v1}, the payload of the original; {@code cloudevents}, CloudEvents in
     * the words of CDEvents; {@code slack}, a text for people.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.format", defaultValue = "kit-v1")
    private String webhooksFormat;

    /**
     * The id of the {@code <server>} in {@code settings.xml} with the secret of webhooks that name none. A password alone, which
     * may be encrypted, signs each message: {@code X-Hub-Signature-256} and the headers of Standard Webhooks. With a
     * username, the password is sent in the header of that name; as a bearer token in {@code Authorization}. The password of a
     * {@code <server>} whose webhook has no {@code <url>} is the URL.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.server")
    private @Nullable String webhooksServer;

    /**
     * How long to wait, at the end, for webhooks that do not answer.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.timeout", defaultValue = "10s")
    private String webhooksTimeout;

    /**
     * The commit of the deployments repo to compare with for the event {@code fleet}, which tells of clusters that came, changed
     * and went. By default what the CI server says was built before ({@code CI_COMMIT_BEFORE_SHA},
     * {@code GIT_PREVIOUS_SUCCESSFUL_COMMIT}), or else the first parent of the commit that is deployed.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.fleetSince")
    private @Nullable String webhooksFleetSince;

    /**
     * How many clusters may go at once before the event {@code fleet} is kept back with a warning.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.fleetGuard", defaultValue = "50")
    private int webhooksFleetGuard;

    /** {@return whether nothing is to be written, so that there is nothing to tell} */
    abstract boolean isDryRun();

    @Override
    final List<RunListener> moreOutputs(RunInfo info) {
        return Stream.concat(super.moreOutputs(info).stream(), listeners(info).stream())
                .toList();
    }

    private List<RunListener> listeners(RunInfo info) {
        List<Webhook> hooks = new WebhookSettings(
                        webhooksFormat,
                        Optional.of(text(webhooksServer)).filter(id -> !id.isEmpty()),
                        settings(),
                        decrypter(),
                        sops().secrets())
                .webhooks(webhooks == null ? List.of() : webhooks);
        return hooks.isEmpty() || isDryRun()
                ? List.of()
                : List.of(new Webhooks(
                        hooks,
                        new RunFacts(goal(), info, sops().secrets()::mask, Clock.systemUTC()),
                        TimeSpan.parse("kit.webhooks.timeout", webhooksTimeout),
                        this::warn,
                        this::fleet));
    }

    /** A part of the fleet is no news of it; of the shards of all of it, the first tells. */
    private Optional<FleetNews> fleet() {
        boolean whole = selection().of(Optional.empty()).allClusters()
                && shard().filter(it -> it.index() > 1).isEmpty();
        return new JGitCheckouts()
                .at(basedir())
                .filter(checkout -> whole && goal().equals("deploy"))
                .flatMap(checkout -> new FleetChanges(
                                KitYaml.read(basedir(), sops()),
                                checkout.root().toAbsolutePath().normalize(),
                                new JGitWorkingTree(),
                                since(),
                                webhooksFleetGuard,
                                sops().secrets()::mask,
                                this::warn)
                        .news());
    }

    private String since() {
        return Stream.of(
                        text(webhooksFleetSince),
                        text(System.getenv("CI_COMMIT_BEFORE_SHA")),
                        text(System.getenv("GIT_PREVIOUS_SUCCESSFUL_COMMIT")))
                .filter(commit -> !commit.isEmpty() && !commit.matches("0+")) // zeros: GitLab's word for none
                .findFirst()
                .orElse("HEAD^");
    }

    private void warn(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }
}
