package io.github.kitmaven.render;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Located;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/** Parses templates without printing them. */
public final class TemplateCheck {
    private TemplateCheck() {}

    /**
     * Parses templates, those that no resource names, too.
     *
     * @param kit the repo
     * @param files the templates, below the resources folder
     * @param problems hears of those that can't be parsed
     */
    public static void parse(KitYaml kit, List<Path> files, Problems problems) {
        Templates templates = new Templates(kit);
        for (Path file : files) {
            String name = kit.resources().relativize(file).toString().replace('\\', '/');
            Origin place = Origin.of(kit.files().name(file));
            problems.attempt(() -> templates.template(new Located(name, place)));
        }
    }
}
