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

/** Renders the files of one resource. */
final class ResourceRenderer {
    private static final String SERVICE_TEMPLATE = "base-svc.mustache";
    private static final String TEMPLATE = ".mustache";
    private static final String MANIFEST = ".yaml";

    private final FormatVersion version;
    private final Templates templates;
    private final TemplateData data;

    ResourceRenderer(KitYaml kit, TemplateData data) {
        this.version = kit.version();
        this.templates = new Templates(kit);
        this.data = data;
    }

    List<RenderedFile> render(ClusterConfig config, ResourceConfig resource) {
        Mapping seen = data.of(config, resource);
        List<RenderedFile> files = new ArrayList<>();
        resource.file().ifPresent(file -> files.add(render(resource.name(), file, seen)));
        resource.service().ifPresent(service -> files.add(renderService(resource.name(), service, seen)));
        return files;
    }

    private RenderedFile render(String resource, Located file, Mapping seen) {
        String name = file.text().substring(file.text().lastIndexOf('/') + 1);
        if (name.endsWith(MANIFEST)) {
            SourceText text = templates.text(file.text(), file.origin());
            return new RenderedFile(name, text.text(), resource, Origin.of(text.name()));
        }
        if (name.endsWith(TEMPLATE)) {
            String stem = name.substring(0, name.length() - TEMPLATE.length());
            return print(stem + MANIFEST, resource, file, seen);
        }
        throw new UserException(Diagnostic.at(
                file.origin(),
                "The file " + file.text() + " is neither a template nor a manifest",
                "Name a file that ends with " + TEMPLATE + " or " + MANIFEST));
    }

    private RenderedFile renderService(String resource, Located service, Mapping seen) {
        if (service.text().indexOf('/') >= 0 || service.text().indexOf('\\') >= 0) {
            throw new UserException(Diagnostic.at(
                    service.origin(), "The service name " + service.text() + " can't name a file", "Use a DNS label"));
        }
        return print(service.text() + MANIFEST, resource, new Located(SERVICE_TEMPLATE, service.origin()), seen);
    }

    private RenderedFile print(String name, String resource, Located template, Mapping seen) {
        Template parsed = templates.template(template.text(), template.origin());
        return new RenderedFile(name, TemplatePrinter.print(parsed, seen, version), resource, Origin.of(parsed.file()));
    }
}
