package io.github.kitmaven.mojo;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitCommitHistory;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.CommitImage;
import io.github.kitmaven.goal.CommitImageRequest;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.goal.Pause;
import io.github.kitmaven.goal.ServiceHistory;
import io.github.kitmaven.image.ProjectProperties;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.registry.ImageRegistry;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Commits the image that was just built, or several, to the deployments repo: sets one value in the image file of the
 * service's branch, and pushes that. Nothing is cloned. When others push at the same time, the edit is made again on what they
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
     * The deployments repo, which has to be given: a {@code file:}, {@code http:} or {@code https:} URL. A user and
     * password in it are used, and kit never prints them; but {@code mvn -X} prints the parameters of every goal, so they
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
     * repo. Encrypted passwords work.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.server")
    private @Nullable String deploymentsServer;

    /**
     * The full name of the image, such as {@code registry.example.com/acme/web:master-1}. By default the image with its
     * digest that Jib left in {@code target/jib-image.json}, or else the one of which {@code jkube.generator.name} or
     * {@code jkube.image.name} tell JKube, or {@code spring-boot.build-image.imageName} Spring Boot, or else registry,
     * repository and tag.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image")
    private @Nullable String image;

    /**
     * Several images that go into one commit: each with {@code <name>}, or with {@code <repository>}, {@code <registry>} and
     * {@code <tag>}; what one leaves out, {@code kit.image.registry} and {@code kit.image.tag} say. {@code <repository>} also
     * names the folder of its image file. On the command line, full names separated by commas.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.images")
    private @Nullable List<ImageParameter> images;

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
     * {@code true} names images by tag and digest, {@code name:tag@sha256:...}, and fails where a digest is not known: Jib
     * leaves it, {@code kit.image} may have it, and with {@code kit.verifyImage} the registry tells it. {@code false} names
     * them by their tags. By default the digest is there where it is known from the build.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.pinDigest")
    private @Nullable Boolean pinDigest;

    /**
     * Asks the registry whether it has the image, before it is committed. Credentials are, first found: the {@code <server>} in
     * {@code settings.xml} whose id is the registry's host (and port), and what {@code docker login} keeps: a credential
     * helper, or {@code auths} in {@code ~/.docker/config.json}. Only registries on this machine are asked over plain http.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.verifyImage", defaultValue = "false")
    private boolean verifyImage;

    /**
     * The branches whose images are committed: names, or patterns with {@code *} and {@code ?}. On another branch nothing is
     * committed, and the build goes on. By default all branches.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployableBranches")
    private @Nullable List<String> deployableBranches;

    /**
     * More image files that a branch writes, in the same commit: {@code master=release} sets {@code release.yaml}, too, when
     * {@code master} is built. The branch may have {@code *} and {@code ?}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.alsoCommit")
    private @Nullable List<String> alsoCommit;

    /**
     * Lets an older build overwrite what a newer one committed. Unless set, that is refused. Which of two commits of the
     * service is newer, its checkout tells, or else the times when they were made; what nobody can tell is not refused.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.allowOlder", defaultValue = "false")
    private boolean allowOlder;

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
     * The commit message, in which {@code {image}}, {@code {repository}}, {@code {tag}}, {@code {branch}}, {@code {commit}}
     * and {@code {build}} stand for what they name. Trailers for machines are added to it. By default
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

    @Parameter(defaultValue = "${project.properties}", readonly = true)
    private @Nullable Properties projectProperties;

    @Parameter(defaultValue = "${session.userProperties}", readonly = true)
    private @Nullable Properties userProperties;

    @Parameter(defaultValue = "${project.groupId}", readonly = true)
    private @Nullable String groupId;

    @Parameter(defaultValue = "${project.artifactId}", readonly = true)
    private @Nullable String artifactId;

    @Parameter(defaultValue = "${project.version}", readonly = true)
    private @Nullable String version;

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
        JGitWorkingTree tree = new JGitWorkingTree();
        ServiceHistory history = new ServiceHistory(
                new JGitCommitHistory(basedir()),
                id -> tree.commit(basedir(), id),
                () -> tree.upstream(basedir()).map(Upstream::url));
        CommitImage goal = new CommitImage(
                new JGitRemotes(),
                new JGitCheckouts(),
                System.getenv(),
                sops(),
                Pause.sleeping(),
                this::log,
                history,
                registry());
        new CommitImageReport(getLog()).tell(goal.run(request()));
    }

    private ImageRegistry registry() {
        return image -> Optional.empty();
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
                given(hold).map(word -> Choice.of("kit.hold", word, "lift")).isPresent(),
                project(),
                rules());
    }

    private CommitRules rules() {
        return new CommitRules(
                images == null
                        ? List.of()
                        : images.stream().map(ImageParameter::options).toList(),
                Optional.ofNullable(pinDigest),
                given(deployableBranches),
                given(alsoCommit),
                allowOlder,
                verifyImage);
    }

    private ProjectProperties project() {
        Map<String, String> properties = new HashMap<>();
        Stream.of(Optional.ofNullable(projectProperties), Optional.ofNullable(userProperties))
                .flatMap(Optional::stream)
                .forEach(more ->
                        more.stringPropertyNames().forEach(name -> properties.put(name, more.getProperty(name, ""))));
        return new ProjectProperties(
                given(groupId).orElse(""),
                given(artifactId).orElse(""),
                given(version).orElse(""),
                properties);
    }

    private RemoteAddress deployments() {
        GitCredentials credentials = new GitCredentials(settings, decrypter, System.getenv());
        String url = Optional.ofNullable(deploymentsUrl)
                .map(RemoteUrl::text)
                .flatMap(CommitImageMojo::given)
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "It is not known where the deployments repo is",
                        "Give its URL in <deploymentsUrl> of the plugin's configuration or in -Dkit.deployments.url")));
        RemoteAddress address = RemoteAddress.of(
                url, given(deploymentsBranch), given(deploymentsServer).map(credentials::ofServer));
        return address.orCredentials(credentials.ofEnvironment());
    }

    private void log(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }

    /** An empty parameter is none, so that a POM's value can be taken away on the command line. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static List<String> given(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().flatMap(value -> given(value).stream()).toList();
    }
}
