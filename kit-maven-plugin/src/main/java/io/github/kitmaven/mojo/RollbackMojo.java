package io.github.kitmaven.mojo;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.Committer;
import io.github.kitmaven.goal.DeployOptions;
import io.github.kitmaven.goal.FleetRequest;
import io.github.kitmaven.goal.Pause;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.goal.Retries;
import io.github.kitmaven.goal.Rollback;
import io.github.kitmaven.goal.RollbackRepo;
import io.github.kitmaven.goal.RollbackRequest;
import io.github.kitmaven.goal.RollbackRequest.GitOptions;
import io.github.kitmaven.goal.RollbackTools;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.strategy.RollingUpdate;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Takes one resource back to what it was. With {@code kit.deployId}, its Services are switched to the Deployments of that
 * deploy, which {@code kit.strategy=fast-rollback} keeps in reserve: on all chosen clusters or on none. Then git is made to
 * match: the image files are set back, and held there until {@code kit:commit-image} lifts the hold. Without a reserve, or
 * with {@code kit.to}, the image files are set back to a commit and held, and the resource is deployed.
 *
 * @since 1.0.0
 */
@Mojo(name = "rollback", requiresProject = false, threadSafe = true)
public class RollbackMojo extends RolloutMojo {

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.rollback.skip", defaultValue = "false")
    private boolean skipRollback;

    /**
     * The resource of the repo to roll back, which has to be given.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.resource")
    private @Nullable String resource;

    /**
     * A commit of the deployments repo, by its id or as else {@code git rev-parse} takes it, to set the images of the resource
     * back to. Where there is neither this nor a deploy in reserve, it is the commit of the release before the last, if the
     * inventories of all clusters agree on it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.to")
    private @Nullable String to;

    /**
     * Why the images are held, for whoever meets the hold. By default it tells what was rolled back to.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.reason")
    private @Nullable String reason;

    /**
     * When the hold is over: a day, {@code 2026-12-31}, or a time with its zone, {@code 2026-12-31T12:00:00Z}. Unless set,
     * somebody has to lift it with {@code kit.hold=lift}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.until")
    private @Nullable String until;

    /**
     * Where the deployments repo is pushed to: a {@code file:}, {@code http:}, {@code https:} or {@code ssh:} URL, or
     * {@code user@host:path}. By default what the branch that is checked out follows.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.url")
    private @Nullable RemoteUrl deploymentsUrl;

    /**
     * The branch of the deployments repo to push to. By default the one that the checkout follows; with
     * {@code kit.deployments.url} the one that the HEAD of the remote names.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployments.branch")
    private @Nullable String deploymentsBranch;

    /**
     * The id of the {@code <server>} in {@code settings.xml} that has user and password (or token) for the deployments
     * repo, or for ssh the path of a {@code privateKey}. Without it, and without {@code KIT_GIT_PASSWORD}, git's credential
     * helpers are asked, where git is there.
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
     * Lets git sign the commit, with gpg or ssh as its configuration says: {@code gpg.format}, {@code user.signingKey}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sign", defaultValue = "false")
    private boolean sign;

    /**
     * Who commits, and by whom the images are held. By default what the CI server says, or else git's {@code user.name}, or
     * else {@code kit}.
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
     * How often to try again to push when others push at the same time or the server doesn't answer.
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

    @Override
    boolean skipped() {
        return skipRollback;
    }

    /** It refuses shards, and leaves what one left of a deploy. */
    @Override
    Optional<Path> shardResult() {
        return Optional.empty();
    }

    @Override
    String goal() {
        return "rollback";
    }

    @Override
    void run(Console console) {
        refuseShard(
                "a rollback, which switches all chosen clusters or none, and commits once",
                "Leave it out; or git revert the commit, and deploy that by shards");
        if (areManifestsGiven()) {
            throw new UserException(Diagnostic.of(
                    "kit.manifests has no place in a rollback, which is of a resource of the repo", "Leave it out"));
        }
        DeployOptions options = options();
        Person committer = Committer.of(
                new CommitterOptions(given(committerName), given(committerEmail)),
                CiBuild.in(System.getenv()),
                () -> new JGitCheckouts().user(basedir()));
        RollbackTools tools = new RollbackTools(
                clusters(),
                new JGitRemotes(remote().access().signing(sign)),
                new JGitWorkingTree(remote().access()),
                sops(),
                Pause.sleeping(),
                Clock.systemUTC(),
                console);
        RollbackRequest request = new RollbackRequest(
                name(),
                given(deployId()),
                given(to),
                new Hold(given(reason), Optional.of(committer.name()), until()),
                new GitOptions(
                        basedir(),
                        deployments(),
                        committer,
                        new Retries(retries, TimeSpan.parse("kit.retryTimeout", retryTimeout))),
                options);
        new Rollback(tools).run(request, new Repo(console));
    }

    /** The repo as it is checked out, at each time. */
    private final class Repo implements RollbackRepo {
        private final Console console;

        Repo(Console console) {
            this.console = console;
        }

        @Override
        public Rendered look() {
            DeployId id = deployId().isEmpty() ? DeployId.NONE : new DeployId(deployId(), true);
            Render.Result rendered = new Render(System.getenv(), sops(), console).run(renderRequest(id));
            return new Rendered(request(rendered.desired(), new RollingUpdate()), rendered.images());
        }

        @Override
        public void check() {
            var how = strategy();
            getLog().debug("To be deployed by " + how.label());
        }

        @Override
        public FleetRequest deploy() {
            return request(console);
        }
    }

    @Override
    Selection selection() {
        Selection all = super.selection();
        if (!all.resources().isOpen()) {
            throw new UserException(Diagnostic.of(
                    "kit.resources has no place in a rollback, which is of one resource",
                    "Name it with -Dkit.resource"));
        }
        return new Selection(all.clusters(), all.types(), new NameFilter("kit.resource", List.of(name())));
    }

    private String name() {
        String name = text(resource);
        if (name.isEmpty() || name.matches(".*[,*?].*")) {
            throw new UserException(Diagnostic.of(
                    name.isEmpty()
                            ? "It is not said what to roll back"
                            : "kit.resource is '" + name + "', and one resource can be rolled back at a time",
                    "Name a resource of the repo with -Dkit.resource=web"));
        }
        return name;
    }

    private Optional<Instant> until() {
        return given(until)
                .map(text -> Hold.until(text)
                        .orElseThrow(() -> new UserException(
                                Diagnostic.of("kit.until is '" + text + "', which is no time", Hold.TIMES))));
    }

    private RemoteAddress deployments() {
        return remote().address(
                        Optional.ofNullable(deploymentsUrl).map(RemoteUrl::text).flatMap(RollbackMojo::given),
                        given(deploymentsBranch),
                        () -> new JGitWorkingTree().upstream(basedir()));
    }

    private DeploymentsRemote remote() {
        return new DeploymentsRemote(
                servers(),
                given(deploymentsServer),
                Optional.ofNullable(deploymentsCaFile).map(file -> basedir().resolve(file.toPath())),
                basedir());
    }

    /** An empty parameter is none, so that a POM's value can be taken away on the command line. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.of(text(value)).filter(it -> !it.isEmpty());
    }
}
