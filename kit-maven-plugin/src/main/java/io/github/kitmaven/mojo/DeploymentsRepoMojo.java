package io.github.kitmaven.mojo;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.config.ServiceCommit;
import io.github.kitmaven.config.ShardChoice;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.ResultsFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that begin with rendering the deployments repo. */
abstract class DeploymentsRepoMojo extends AbstractKitMojo {

    /**
     * The clusters to work on: names and globs, separated by commas. All, unless set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.clusters")
    private @Nullable String clusters;

    /**
     * The types of the clusters to work on, as their {@code metadata.type} has it: names and globs, separated by commas.
     * All, unless set. Not together with {@code kit.clusters}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.type")
    private @Nullable String type;

    /**
     * The shard of the chosen clusters to work on, where several machines share them: {@code 3/8} takes every eighth by
     * name, beginning with the third. {@code auto} takes both numbers from a {@code parallel:} job of GitLab
     * ({@code CI_NODE_INDEX}, {@code CI_NODE_TOTAL}); {@code auto/8} takes the first from there, or from an indexed Job of
     * Kubernetes ({@code JOB_COMPLETION_INDEX}). Without it the environment chooses nothing: those variables are also there
     * in jobs that mean all clusters. Each shard checks its own clusters before it writes to any of them; {@code kit:validate}
     * and {@code kit:diff} tell beforehand what is wrong in any of them. {@code kit:report} merges the results.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.shard")
    private @Nullable String shard;

    /**
     * The resources to work on: names and globs, separated by commas. All, unless set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.resources")
    private @Nullable String resources;

    /**
     * The folder for the rendered manifests, a folder per cluster. Unless set, it is {@code output.path} of kit.yaml, or
     * else {@code target/kit/manifests}. Where the checkout can't be written, its folder {@code .kit} takes the place of
     * {@code target/kit} for all else that kit makes.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.output")
    private @Nullable File output;

    /**
     * What identifies this deploy in names and labels: {@code deployment.id} in templates.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.deployId")
    private @Nullable String deployId;

    /**
     * Whether this deploy keeps its predecessors in reserve: {@code deployment.fastRollback} in templates. It needs a
     * deploy id.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.fastRollback", defaultValue = "false")
    private boolean fastRollback;

    /**
     * The commit of the service whose build triggered this deploy: {@code gitRef} of each container in templates. A
     * resource none of whose images is of this commit, where their tags name commits, is an error.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.commit")
    private @Nullable String commit;

    /**
     * Gives primary containers that have an {@code image_tag} the image of {@code commit}, instead of the image that is
     * committed for their branch. {@code images.byCommit} of kit.yaml says how it is named.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.byCommit", defaultValue = "false")
    private boolean imageByCommit;

    /** {@return what to render, as the parameters ask for it} */
    final Render.Request renderRequest() {
        return renderRequest(new DeployId(text(deployId), keepsReserve()));
    }

    /** {@return what to render for a deploy} */
    final Render.Request renderRequest(DeployId deploy) {
        return new Render.Request(
                basedir(), selection(), deploy, output(), new ServiceCommit(text(commit), imageByCommit));
    }

    private Optional<Path> output() {
        return Optional.ofNullable(output).map(file -> basedir().resolve(file.toPath()));
    }

    /** {@return the folder for what kit makes} */
    final Path target() {
        return ResultsFolder.of(basedir(), output());
    }

    /** {@return the part of the repo that is asked for} */
    Selection selection() {
        return Selection.of(text(clusters), text(type), text(resources)).of(shard());
    }

    /** {@return the shard of the clusters that is asked for; empty where it is all of them} */
    final Optional<Shard> shard() {
        return ShardChoice.of(text(shard), System.getenv());
    }

    /** Tells of which shard a run is. */
    final void sayShard(Consumer<String> lines) {
        shard().ifPresent(it -> lines.accept("This is " + it + " of the clusters."));
    }

    /** Ends a goal that a shard makes no sense of. */
    final void refuseShard(String what, String advice) {
        if (shard().isPresent()) {
            throw new UserException(Diagnostic.of("kit.shard has no place in " + what, advice));
        }
    }

    /** {@return the id of this deploy; empty where it has none} */
    final String deployId() {
        return text(deployId);
    }

    /** {@return whether this deploy keeps its predecessors in reserve} */
    boolean keepsReserve() {
        return fastRollback;
    }

    /** Maven leaves a parameter null where its value is empty. */
    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
