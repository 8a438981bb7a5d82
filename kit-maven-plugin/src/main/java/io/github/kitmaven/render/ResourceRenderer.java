package io.github.kitmaven.render;

import io.github.kitmaven.config.FileNames;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Located;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.ResourceConfig;
import io.github.kitmaven.config.ResourceConfig.Service;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Renders the files of one resource. */
final class ResourceRenderer {
    static final String TEMPLATE = ".mustache";
    private static final String MANIFEST = ".yaml";

    private final FormatVersion version;
    private final Templates templates;
    private final TemplateData data;
    private final String usualService;

    ResourceRenderer(KitYaml kit, TemplateData data) {
        this.version = kit.version();
        this.templates = new Templates(kit);
        this.data = data;
        this.usualService = kit.names().service();
    }

    /**
     * What a template is printed with: the data, and where they come from. For the few files whose lines are traced the
     * data are made again, since those of a whole fleet would fill the memory.
     */
    private record Seen(String resource, Mapping data, Supplier<Mapping> again) {}

    List<RenderedFile> render(NamespaceConfig config, ResourceConfig resource) {
        Seen seen = new Seen(resource.name(), data.of(config, resource), () -> data.of(config, resource));
        List<RenderedFile> files = new ArrayList<>();
        resource.file().ifPresent(file -> {
            String output = resource.output().orElseGet(() -> usualName(file));
            files.add(render(config.path(output), file, seen));
        });
        resource.service().ifPresent(service -> files.add(render(config, service, seen)));
        return files;
    }

    private RenderedFile render(String name, Located file, Seen seen) {
        if (file.text().endsWith(MANIFEST)) {
            return new RenderedFile(name, seen.resource(), templates.text(file));
        }
        return print(name, file, seen);
    }

    /** The name of the template, as a manifest's. */
    private static String usualName(Located file) {
        String name = file.text().substring(file.text().lastIndexOf('/') + 1);
        if (name.endsWith(MANIFEST)) {
            return name;
        }
        if (name.endsWith(TEMPLATE)) {
            return name.substring(0, name.length() - TEMPLATE.length()) + MANIFEST;
        }
        throw new UserException(Diagnostic.at(
                file.origin(),
                "The file " + file.shown() + " is neither a template nor a manifest",
                "Name a file that ends with " + TEMPLATE + " or " + MANIFEST));
    }

    private RenderedFile render(NamespaceConfig config, Service service, Seen seen) {
        String output = service.output().orElseGet(() -> FileNames.checked(service.name()) + MANIFEST);
        Located template = service.template()
                .orElseGet(() -> new Located(usualService, service.name().origin()));
        return print(config.path(output), template, seen);
    }

    private RenderedFile print(String name, Located template, Seen seen) {
        Template parsed = templates.template(template);
        Supplier<Mapping> again = seen.again();
        TemplatePrinter.Printed printed = TemplatePrinter.print(parsed, seen.data(), version);
        return new RenderedFile(
                name,
                printed.text(),
                printed.secret(),
                seen.resource(),
                Origin.of(parsed.file()),
                () -> PrintTrace.of(parsed, again.get(), version));
    }
}
