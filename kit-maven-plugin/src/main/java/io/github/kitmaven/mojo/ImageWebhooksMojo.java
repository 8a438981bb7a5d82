package io.github.kitmaven.mojo;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.webhook.ImageNews;
import io.github.kitmaven.webhook.RunFacts;
import io.github.kitmaven.webhook.Webhook;
import io.github.kitmaven.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Who is told of what becomes of a build's images. */
abstract class ImageWebhooksMojo extends ImageMojo {

    /**
     * Endpoints that are told over HTTP that an image was committed, or why it was not: each with {@code <url>},
     * {@code <format>}, {@code <server>} (see {@code kit.webhooks.server}) and {@code <events>}, of which only {@code image}
     * counts here. On the command line, URLs separated by commas. They never make the build fail; what did not get
     * through is warned of. Dry runs tell nothing, nor does a build with nothing to commit.
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
     * How long to wait for webhooks that do not answer.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.webhooks.timeout", defaultValue = "10s")
    private String webhooksTimeout;

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    private Settings settings;

    @Inject
    private SettingsDecrypter decrypter;

    /** {@return what gets secrets from settings.xml} */
    final GitCredentials servers() {
        return new GitCredentials(settings, decrypter, System.getenv());
    }

    /** Does some work, and tells how it ended. */
    final CommitImageResult telling(boolean dryRun, Supplier<CommitImageResult> work) {
        Optional<Webhooks> told = dryRun ? Optional.empty() : told();
        CommitImageResult result;
        try {
            result = work.get();
        } catch (KitException e) {
            told.ifPresent(it ->
                    it.images(List.of(ImageNews.failed(e.diagnostics().get(0).message()))));
            throw e;
        }
        told.ifPresent(it -> it.images(CommitImageNews.of(result)));
        return result;
    }

    private Optional<Webhooks> told() {
        List<Webhook> hooks = new WebhookSettings(
                        webhooksFormat, given(webhooksServer), settings, decrypter, sops().secrets())
                .webhooks(webhooks == null ? List.of() : webhooks);
        Optional<CiBuild> build = CiBuild.in(System.getenv());
        RunInfo info = new RunInfo(
                UUID.randomUUID().toString(),
                build.flatMap(CiBuild::userName).orElse(""),
                Optional.empty(),
                build.flatMap(CiBuild::build));
        return hooks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Webhooks(
                        hooks,
                        new RunFacts("commit-image", info, sops().secrets()::mask, Clock.systemUTC()),
                        TimeSpan.parse("kit.webhooks.timeout", webhooksTimeout),
                        this::warn,
                        Optional::empty));
    }

    /** Passes a warning on to the log. */
    final void warn(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }
}
