package io.github.kitmaven.mojo;

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
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.goal.Pause;
import io.github.kitmaven.goal.Retries;
import io.github.kitmaven.goal.ServiceHistory;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Commits the image that was just built, or several, to the deployments repo: sets one value in the image file of the
 * service's branch, and pushes that. Nothing is cloned. When others push at the same time, the edit is made again on what they
 * pushed.
 *
 * <p>With {@code mvn -q} it prints the id of the commit that it made, and nothing where it made none.
 *
 * @since 1.0.0
 */
@Mojo(name = "commit-image", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class CommitImageMojo extends ImageWebhooksMojo {

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
     * Pushes to this branch instead, from which you open a pull request: each time it is made anew, with one commit on top of
     * what {@code kit.deployments.branch} is then. {@code {repository}} and {@code {branch}} stand for what they name, so
     * <code>kit/&#123;repository&#125;/&#123;branch&#125;</code> gives each image file a branch of its own.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.pushBranch")
    private @Nullable String deploymentsPushBranch;

    /**
     * Lets git sign the commit, with gpg or ssh as its configuration says: {@code gpg.format}, {@code user.signingKey}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sign", defaultValue = "false")
    private boolean sign;

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
     * Lets an older build overwrite what a newer one committed. Unless set, that is refused. The service's checkout
     * tells which of two commits is newer, or else the times when they were made; what nobody can tell is not refused.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.allowOlder", defaultValue = "false")
    private boolean allowOlder;

    /**
     * Commits the images of pull requests from other repositories, too. Unless set, nothing is committed in the build of a
     * fork, whatever its branch is called, and the build goes on. Set it only where all who may open a pull request may deploy.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.allowForks", defaultValue = "false")
    private boolean allowForks;

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
     * How long to try again, such as {@code 90s} or {@code 5m}; a bare number is seconds.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.retryTimeout", defaultValue = "5m")
    private String retryTimeout;

    /**
     * Set to {@code lift}, it ends a hold of the image file, which {@code kit:rollback} or a person put there so that builds
     * leave the file alone, and commits the new image. Unless set, a hold is respected: nothing is committed, and the build
     * goes on.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.hold")
    private @Nullable String hold;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true)
    private @Nullable File buildFolder;

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
                new JGitRemotes(remote().access().signing(sign)),
                new JGitCheckouts(),
                System.getenv(),
                sops(),
                Pause.sleeping(),
                this::warn,
                history,
                RegistryLogins.registry(servers()));
        CommitImageResult result = telling(dryRun, () -> goal.run(request()));
        new CommitImageReport(getLog()).tell(result);
        answer(CommitImageReport.commits(result));
    }

    private CommitImageRequest request() {
        return new CommitImageRequest(
                basedir(),
                buildFolder == null ? basedir().resolve("target") : basedir().resolve(buildFolder.toPath()),
                deployments(),
                image(),
                new ServiceOptions(given(branch), given(commit)),
                new CommitterOptions(given(committerName), given(committerEmail)),
                given(message),
                dryRun,
                new Retries(retries, TimeSpan.parse("kit.retryTimeout", retryTimeout)),
                given(hold).map(word -> Choice.of("kit.hold", word, "lift")).isPresent(),
                project(),
                rules());
    }

    private CommitRules rules() {
        return new CommitRules(
                images(),
                pinDigest(),
                given(deployableBranches),
                given(alsoCommit),
                allowOlder,
                verifyImage(),
                allowForks);
    }

    private DeploymentsRemote remote() {
        return new DeploymentsRemote(
                servers(),
                given(deploymentsServer),
                Optional.ofNullable(deploymentsCaFile).map(file -> basedir().resolve(file.toPath())),
                basedir());
    }

    private RemoteAddress deployments() {
        return remote().address(
                        Optional.ofNullable(deploymentsUrl).map(RemoteUrl::text).flatMap(CommitImageMojo::given),
                        given(deploymentsBranch),
                        Optional::empty)
                .pushingTo(given(deploymentsPushBranch));
    }
}
