package io.github.kitmaven.mojo;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Merges the layers and renders the manifests of every cluster.
 *
 * @since 1.0.0
 */
@Mojo(name = "render", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class RenderMojo extends AbstractKitMojo {

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
        getLog().info("render " + basedir());
    }
}
