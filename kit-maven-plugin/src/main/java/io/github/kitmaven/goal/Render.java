package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.config.ServiceCommit;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.ClusterRenderer;
import io.github.kitmaven.render.OutputFolder;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.sops.Sops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Merges the layers of a deployments repo and renders the manifests of every cluster, in memory. */
public final class Render {
    private final Map<String, String> environment;
    private final Sops sops;
    private final EventSink events;

    /**
     * Prepares the goal.
     *
     * @param environment the environment of the process, which fills in variables marked external
     * @param sops decrypts the files of the repo; its secrets take what must not be shown: decrypted values, and those that
     *     come from outside of the repo
     * @param events hears of resources that fail where that is allowed, and of templates that print nothing
     */
    public Render(Map<String, String> environment, Sops sops, EventSink events) {
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.events = events;
    }

    /**
     * What to render.
     *
     * @param repo the folder that holds kit.yaml, absolute
     * @param selection the part of the repo that is asked for
     * @param deployId what identifies this deploy
     * @param output where the user wants the files, if he says so; absolute
     * @param commit the commit of the service that this deploy is for, if there is one
     */
    public record Request(
            Path repo, Selection selection, DeployId deployId, Optional<Path> output, ServiceCommit commit) {

        /**
         * Asks for no commit.
         *
         * @param repo the folder that holds kit.yaml, absolute
         * @param selection the part of the repo that is asked for
         * @param deployId what identifies this deploy
         * @param output where the user wants the files, if he says so; absolute
         */
        public Request(Path repo, Selection selection, DeployId deployId, Optional<Path> output) {
            this(repo, selection, deployId, output, ServiceCommit.NONE);
        }
    }

    /**
     * What came of it.
     *
     * @param kit what kit.yaml says
     * @param output where the files go once they are written
     * @param clusters the clusters that are asked for and not disabled, sorted by the names of their folders
     * @param images the image in each image file that is used, by cluster and by the file's path in the repo
     */
    public record Result(
            KitYaml kit,
            OutputFolder output,
            List<RenderedCluster> clusters,
            SortedMap<String, SortedMap<String, String>> images) {
        /** Of how many clusters the objects are at hand all the time; those of more are put away until their turn. */
        private static final int AT_HAND = 8;

        /**
         * Reads the objects of the files.
         *
         * @return what is wanted of each cluster
         * @throws UserException if a file is not sound YAML, or an object lacks what each must have
         */
        public List<Desired> desired() {
            return clusters.stream()
                    .map(Desired::of)
                    .map(desired -> clusters.size() > AT_HAND ? desired.shelved() : desired)
                    .toList();
        }

        /**
         * Writes the files, so that the output folder holds them and nothing else.
         *
         * @return what was written
         * @throws UserException if the folder holds files that are not kit's to overwrite or delete
         */
        public OutputFolder.Written write() {
            return output.write(clusters);
        }
    }

    /**
     * Renders; writes nothing.
     *
     * @param request what to render
     * @return the manifests of each cluster
     * @throws UserException with all that is wrong with the repo
     * @throws EnvironmentException the same, if a source of environment variables didn't answer
     */
    public Result run(Request request) {
        KitYaml kit = KitYaml.read(request.repo(), sops);
        OutputFolder output = OutputFolder.of(kit, request.output());
        List<ClusterConfig> clusters = Fleet.read(kit, request.selection());
        try (TemplateData data = new TemplateData(kit, environment, request.deployId(), request.commit())) {
            List<RenderedCluster> rendered = new ClusterRenderer(kit, data).render(clusters);
            data.warnings().forEach(warning -> events.on(new Event.Warned(warning)));
            warnOfFailures(rendered);
            if (!kit.version().likeOriginal()) {
                EmptyFiles.warnings(rendered).forEach(warning -> events.on(new Event.Warned(warning)));
            }
            return new Result(kit, output, rendered, data.imageFiles());
        }
    }

    private void warnOfFailures(List<RenderedCluster> rendered) {
        for (RenderedCluster cluster : rendered) {
            cluster.failures().forEach(failure -> events.on(new Event.Warned(failure.diagnostic())));
        }
    }
}
