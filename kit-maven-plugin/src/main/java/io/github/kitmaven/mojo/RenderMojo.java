package io.github.kitmaven.mojo;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.render.OutputFolder;
import io.github.kitmaven.render.RenderedCluster;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Merges the layers and renders the manifests of every cluster.
 *
 * @since 1.0.0
 */
@Mojo(name = "render", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class RenderMojo extends DeploymentsRepoMojo {
    private static final int MOST_LINES = 20;

    /**
     * Skips this goal.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.render.skip", defaultValue = "false")
    private boolean skipRender;

    @Override
    boolean skipped() {
        return skipRender;
    }

    @Override
    void run() {
        Render.Result rendered = new Render(System.getenv(), this::log).run(renderRequest());
        OutputFolder.Written written = rendered.write();
        if (rendered.clusters().size() <= MOST_LINES) {
            rendered.clusters().forEach(this::log);
        }
        getLog().info(String.format(
                "Rendered %d clusters, %d files (%d changed, %d deleted) to %s",
                rendered.clusters().size(),
                written.files(),
                written.changed(),
                written.deleted(),
                rendered.output().folder()));
    }

    private void log(RenderedCluster rendered) {
        getLog().info(rendered.cluster().name() + ": " + rendered.files().size() + " files");
    }

    private void log(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }
}
