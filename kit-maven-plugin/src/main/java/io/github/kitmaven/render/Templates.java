package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of the resources folder. Each is read, and each template parsed, once for all clusters. */
final class Templates {
    private final FormatVersion version;
    private final RepoFiles files;
    private final Path folder;
    private final Map<Path, SourceText> texts = new ConcurrentHashMap<>();
    private final Map<Path, Template> parsed = new ConcurrentHashMap<>();

    Templates(KitYaml kit) {
        this.version = kit.version();
        this.files = kit.files();
        this.folder = kit.resources();
    }

    /** Finds a file that the repo names; {@code wanted} is where. */
    SourceText text(String file, Origin wanted) {
        return texts.computeIfAbsent(
                resolve(file, wanted),
                path -> files.read(path)
                        .orElseThrow(() -> new UserException(Diagnostic.at(
                                wanted,
                                "The file " + files.name(path) + " does not exist",
                                "Create it, or correct the path; it is relative to " + files.name(folder)))));
    }

    private Path resolve(String file, Origin wanted) {
        return files.resolve(folder, file, wanted);
    }

    Template template(String file, Origin wanted) {
        SourceText text = text(file, wanted);
        return parsed.computeIfAbsent(resolve(file, wanted), path -> TemplateParser.parse(text, version));
    }
}
