package io.github.kitmaven.render;

import io.github.kitmaven.config.FileNames;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Located;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.ResourceConfig;
import io.github.kitmaven.config.ResourceConfig.Service;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;

/** Renders the files of one resource. */
final class ResourceRenderer {
    private static final String TEMPLATE = ".mustache";
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

    List<RenderedFile> render(NamespaceConfig config, ResourceConfig resource) {
        Mapping seen = data.of(config, resource);
        List<RenderedFile> files = new ArrayList<>();
        resource.file().ifPresent(file -> files.add(render(config, resource, file, seen)));
        resource.service().ifPresent(service -> files.add(render(config, resource, service, seen)));
        return files;
    }

    private RenderedFile render(NamespaceConfig config, ResourceConfig resource, Located file, Mapping seen) {
        String name = file.text().substring(file.text().lastIndexOf('/') + 1);
        if (name.endsWith(MANIFEST)) {
            SourceText text = templates.text(file.text(), file.origin());
            String output = config.path(resource.output().orElse(name));
            return new RenderedFile(output, text.text(), resource.name(), Origin.of(text.name()));
        }
        if (name.endsWith(TEMPLATE)) {
            String usual = name.substring(0, name.length() - TEMPLATE.length()) + MANIFEST;
            return print(config.path(resource.output().orElse(usual)), resource, file, seen);
        }
        throw new UserException(Diagnostic.at(
                file.origin(),
                "The file " + file.text() + " is neither a template nor a manifest",
                "Name a file that ends with " + TEMPLATE + " or " + MANIFEST));
    }

    private RenderedFile render(NamespaceConfig config, ResourceConfig resource, Service service, Mapping seen) {
        String output = service.output().orElseGet(() -> FileNames.checked(service.name()) + MANIFEST);
        Located template = service.template()
                .orElseGet(() -> new Located(usualService, service.name().origin()));
        return print(config.path(output), resource, template, seen);
    }

    private RenderedFile print(String name, ResourceConfig resource, Located template, Mapping seen) {
        Template parsed = templates.template(template.text(), template.origin());
        return new RenderedFile(
                name, TemplatePrinter.print(parsed, seen, version), resource.name(), Origin.of(parsed.file()));
    }
}
