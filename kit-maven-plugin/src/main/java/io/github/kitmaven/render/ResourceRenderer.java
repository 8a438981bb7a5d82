package io.github.kitmaven.render;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.ResourceConfig;
import io.github.kitmaven.config.ResourceConfig.Located;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Renders the files of one resource. */
final class ResourceRenderer {
    private static final String SERVICE_TEMPLATE = "base-svc.mustache";
    static final String TEMPLATE = ".mustache";
    private static final String MANIFEST = ".yaml";

    private final FormatVersion version;
    private final Templates templates;
    private final TemplateData data;

    ResourceRenderer(KitYaml kit, TemplateData data) {
        this.version = kit.version();
        this.templates = new Templates(kit);
        this.data = data;
    }

    /**
     * What a template is printed with: the data, and where they come from. For the few files whose lines are traced the
     * data are made again, since those of a whole fleet would fill the memory.
     */
    private record Seen(String resource, Mapping data, Supplier<Mapping> again) {}

    List<RenderedFile> render(ClusterConfig config, ResourceConfig resource) {
        Seen seen = new Seen(resource.name(), data.of(config, resource), () -> data.of(config, resource));
        List<RenderedFile> files = new ArrayList<>();
        resource.file().ifPresent(file -> files.add(render(file, seen)));
        resource.service().ifPresent(service -> files.add(renderService(service, seen)));
        return files;
    }

    private RenderedFile render(Located file, Seen seen) {
        String name = file.text().substring(file.text().lastIndexOf('/') + 1);
        if (name.endsWith(MANIFEST)) {
            SourceText text = templates.text(file.text(), file.origin());
            return new RenderedFile(name, text.text(), seen.resource(), Origin.of(text.name()));
        }
        if (name.endsWith(TEMPLATE)) {
            String stem = name.substring(0, name.length() - TEMPLATE.length());
            return print(stem + MANIFEST, file, seen);
        }
        throw new UserException(Diagnostic.at(
                file.origin(),
                "The file " + file.text() + " is neither a template nor a manifest",
                "Name a file that ends with " + TEMPLATE + " or " + MANIFEST));
    }

    private RenderedFile renderService(Located service, Seen seen) {
        if (service.text().indexOf('/') >= 0 || service.text().indexOf('\\') >= 0) {
            throw new UserException(Diagnostic.at(
                    service.origin(), "The service name " + service.text() + " can't name a file", "Use a DNS label"));
        }
        return print(service.text() + MANIFEST, new Located(SERVICE_TEMPLATE, service.origin()), seen);
    }

    private RenderedFile print(String name, Located template, Seen seen) {
        Template parsed = templates.template(template.text(), template.origin());
        Supplier<Mapping> again = seen.again();
        return new RenderedFile(
                name,
                TemplatePrinter.print(parsed, seen.data(), version),
                seen.resource(),
                Origin.of(parsed.file()),
                () -> PrintTrace.of(parsed, again.get(), version));
    }
}
