package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Located;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Template.Name;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the resources folder. Each is read, and each template parsed, once for all clusters. */
final class Templates {
    private static final Pattern LINE_START = Pattern.compile("(?md)^(?=[^\r\n])");

    private final FormatVersion version;
    private final RepoFiles files;
    private final Path folder;
    private final Map<Path, SourceText> texts = new ConcurrentHashMap<>();
    private final Map<Key, Template> parsed = new HashMap<>();
    private final Map<String, Template> named = new ConcurrentHashMap<>();

    Templates(KitYaml kit) {
        this.version = kit.version();
        this.files = kit.files();
        this.folder = kit.resources();
    }

    /** A template with space before each line, as partials have it. */
    private record Key(Path file, String indent) {}

    /** Finds a file that the repo names. */
    SourceText text(Located file) {
        return find(file)
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        file.origin(),
                        "The file " + (file.secret() ? file.shown() : files.name(resolve(file))) + " does not exist",
                        "Create it, or correct the path; it is relative to " + files.name(folder))));
    }

    Template template(Located file) {
        Template known = named.get(file.text());
        if (known == null) {
            known = parse(resolve(file), text(file), "", Including.NOTHING);
            named.put(file.text(), known);
        }
        return known;
    }

    private Optional<SourceText> find(Located file) {
        Path path = resolve(file);
        Optional<SourceText> known = Optional.ofNullable(texts.get(path));
        return known.or(() -> files.read(path).map(text -> texts.computeIfAbsent(path, any -> text)));
    }

    private Path resolve(Located file) {
        return files.resolve(folder, file);
    }

    /** One at a time, so that none is parsed twice; a concurrent map can't compute a template while it computes another. */
    private synchronized Template parse(Path file, SourceText text, String indent, Including including) {
        Key key = new Key(file, indent);
        Template known = parsed.get(key);
        if (known == null) {
            refuseEncrypted(text);
            SourceText indented = key.indent().isEmpty() ? text : indented(text, key.indent());
            Including inside = including.and(text.name());
            known = new TemplateParser(version, (name, more) -> partial(name, more, inside))
                    .parse(indented, key.indent().length());
            parsed.put(key, known);
        }
        return known;
    }

    /** It would not be known of what it prints which parts are secret. */
    private static void refuseEncrypted(SourceText text) {
        if (!text.secret().isEmpty()) {
            throw new UserException(Diagnostic.at(
                    Origin.of(text.name()),
                    "A template can't be encrypted",
                    "Keep it in the clear, and print secrets from an encrypted var file"));
        }
    }

    /** Source of the rule: the Mustache spec. Lines that are empty stay so. */
    private static SourceText indented(SourceText text, String indent) {
        return new SourceText(
                text.name(), LINE_START.matcher(text.text()).replaceAll(Matcher.quoteReplacement(indent)));
    }

    private Template partial(Name name, String indent, Including including) {
        Located file = new Located(name.text() + ResourceRenderer.TEMPLATE, name.origin());
        SourceText text = find(file).orElseThrow(() -> new MissingPartial(files, folder).named(name));
        including.check(text.name(), name.origin());
        return parse(resolve(file), text, indent, including);
    }
}
