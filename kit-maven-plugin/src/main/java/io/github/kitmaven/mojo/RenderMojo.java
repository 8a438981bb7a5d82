package io.github.kitmaven.mojo;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.render.OutputFolder;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.report.Console;
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
        sayShard(getLog()::info);
        Render.Result rendered = new Render(System.getenv(), sops(), this::log).run(renderRequest());
        OutputFolder.Written written = rendered.write();
        if (rendered.clusters().size() <= MOST_LINES) {
            rendered.clusters().forEach(this::log);
        }
        getLog().info("Rendered " + Console.count(rendered.clusters().size(), "cluster") + ", "
                + Console.count(written.files(), "file") + " (" + written.changed() + " changed, " + written.deleted()
                + " deleted) to " + rendered.output().folder());
    }

    private void log(RenderedCluster rendered) {
        getLog().info(rendered.cluster().name() + ": "
                + Console.count(rendered.files().size(), "file"));
    }

    private void log(Event event) {
        if (event instanceof Event.Warned warned) {
            getLog().warn(warned.diagnostic().text());
        }
    }
}
