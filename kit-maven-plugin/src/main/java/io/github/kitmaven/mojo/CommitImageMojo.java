package io.github.kitmaven.mojo;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImage;
import io.github.kitmaven.goal.CommitImageRequest;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.Pause;
import java.io.File;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Commits the image that was just built to the deployments repo: sets one value in the image file of the service's
 * branch, and pushes that. Nothing is cloned. When others push at the same time, the edit is made again on what they
 * pushed.
 *
 * @since 1.0.0
 */
@Mojo(name = "commit-image", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class CommitImageMojo extends AbstractKitMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.commitImage.skip", defaultValue = "false")
    private boolean skipCommitImage;

    /**
     * The deployments repo, which has to be given: a {@code file:}, {@code http:}, {@code https:} or {@code ssh:} URL, or
     * {@code user@host:path}. For ssh the program of that name is run, with its agent, keys and known_hosts. A user and
     * password in the URL are used, and kit never prints them; but {@code mvn -X} prints the parameters of every goal, so they
     * are better kept in {@code settings.xml} (see {@code kit.deployments.server}) or in the environment variables
     * {@code KIT_GIT_USERNAME} and {@code KIT_GIT_PASSWORD}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.url")
    private @Nullable RemoteUrl deploymentsUrl;

    /**
     * The branch of the deployments repo; by default the one that the HEAD of the remote names.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.branch")
    private @Nullable String deploymentsBranch;

    /**
     * The id of the {@code <server>} in {@code settings.xml} that has user and password (or token) for the deployments
     * repo, or for ssh the path of a {@code privateKey}. Encrypted passwords work. Without it, and without
     * {@code KIT_GIT_PASSWORD}, git's credential helpers are asked, where git is there.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.server")
    private @Nullable String deploymentsServer;

    /**
     * A file with certificates in PEM form, which are trusted beside those that Java trusts when the deployments repo is
     * reached by https.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.caFile")
    private @Nullable File deploymentsCaFile;

    /**
     * The full name of the image, such as {@code registry.example.com/acme/web:master-1}. By default the image with its
     * digest that Jib left in {@code target/jib-image.json}, or else registry, repository and tag.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image")
    private @Nullable String image;

    /**
     * The host of the image's registry, where {@code kit.image} isn't given.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.registry")
    private @Nullable String imageRegistry;

    /**
     * The image's path in the registry, such as {@code acme/web}. It also names the folder of the image file; by default
     * the path in the image's name does.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.repository")
    private @Nullable String imageRepository;

    /**
     * The image's tag, where {@code kit.image} isn't given; by default {@code <branch>-<commit>} of the service.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.tag")
    private @Nullable String imageTag;

    /**
     * The branch of the service, which names the image file. By default what the CI server says, or else git.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.branch")
    private @Nullable String branch;

    /**
     * The commit of the service. By default what the CI server says, or else git.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.commit")
    private @Nullable String commit;

    /**
     * Who commits. By default what the CI server says, or else git's {@code user.name}, or else {@code kit}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.committer.name")
    private @Nullable String committerName;

    /**
     * The e-mail address of who commits. By default what the CI server says, or else git's {@code user.email}, or else
     * {@code kit@localhost}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.committer.email")
    private @Nullable String committerEmail;

    /**
     * The commit message, in which {@code {image}}, {@code {repository}}, {@code {tag}}, {@code {branch}} and
     * {@code {commit}} stand for what they name. Trailers for machines are added to it. By default
     * {@code Deploy acme/web:master-1 to master}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.message")
    private @Nullable String message;

    /**
     * Says what would be committed, and commits nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * How often to try again when others push at the same time or the server doesn't answer.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.retries", defaultValue = "10")
    private int retries;

    /**
     * {@code lift} ends a hold of the image file, which {@code kit:rollback} or a person put there so that builds leave the
     * file alone, and commits the new image. Unless set, a hold is respected: nothing is committed, and the build goes on.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.hold")
    private @Nullable String hold;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true)
    private @Nullable File buildFolder;

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    private Settings settings;

    @Inject
    private SettingsDecrypter decrypter;

    @Override
    boolean skipped() {
        return skipCommitImage;
    }

    @Override
    void run() {
        CommitImage goal = new CommitImage(
                new JGitRemotes(remote().access()),
                new JGitCheckouts(),
                System.getenv(),
                sops(),
                Pause.sleeping(),
                this::log);
        report(goal.run(request()));
    }

    private CommitImageRequest request() {
        return new CommitImageRequest(
                basedir(),
                buildFolder == null ? basedir().resolve("target") : basedir().resolve(buildFolder.toPath()),
                deployments(),
                new ImageOptions(given(image), given(imageRegistry), given(imageRepository), given(imageTag)),
                new ServiceOptions(given(branch), given(commit)),
                new CommitterOptions(given(committerName), given(committerEmail)),
                given(message),
                dryRun,
                retries,
                given(hold).map(word -> Choice.of("kit.hold", word, "lift")).isPresent());
    }

    private DeploymentsRemote remote() {
        return new DeploymentsRemote(
                new GitCredentials(settings, decrypter, System.getenv()),
                given(deploymentsServer),
                Optional.ofNullable(deploymentsCaFile).map(file -> basedir().resolve(file.toPath())),
                basedir());
    }

    private RemoteAddress deployments() {
        return remote().address(
                        Optional.ofNullable(deploymentsUrl).map(RemoteUrl::text).flatMap(CommitImageMojo::given),
                        given(deploymentsBranch),
                        Optional::empty);
    }

    private void log(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }

    private void report(CommitImageResult result) {
        String where = result.file() + " on branch " + result.branch();
        if (result instanceof Committed done) {
            getLog().info("Committed " + done.image() + " to " + where + " as "
                    + done.commit().substring(0, 10)
                    + done.replaced().map(old -> ", in place of " + old).orElse("")
                    + (done.attempts() > 1 ? ", at attempt " + done.attempts() : "") + ".");
        } else if (result instanceof DryRun dry) {
            getLog().info("Would commit " + dry.image() + " to " + where + ", but this is a dry run:");
            dry.message().lines().forEach(line -> getLog().info("    " + line));
            dry.patch().lines().forEach(line -> getLog().info(line));
        } else if (result instanceof Held held) {
            getLog().warn("Not committed: " + where + " stays at " + held.image() + ", " + held.hold() + ". To deploy "
                    + held.refused() + ", lift the hold with -Dkit.hold=lift.");
        } else {
            getLog().info("Nothing to commit: " + where + " names " + result.image() + " already.");
        }
    }

    /** An empty parameter is none, so that a POM's value can be taken away on the command line. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }
}
