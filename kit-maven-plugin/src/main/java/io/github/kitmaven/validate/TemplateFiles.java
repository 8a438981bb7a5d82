package io.github.kitmaven.validate;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the resources folder, and which of them and of the vars are in use. */
final class TemplateFiles {
    private static final String TEMPLATE = ".mustache";
    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[^\\s.{}#^/&>!=]+");

    private final KitYaml kit;
    private final Map<String, Path> files;
    private final Set<String> words = new HashSet<>();
    private final Set<String> partials = new HashSet<>();

    private TemplateFiles(KitYaml kit, Map<String, Path> files) {
        this.kit = kit;
        this.files = files;
    }

    static TemplateFiles read(KitYaml kit) {
        RepoFiles repo = kit.files();
        Map<String, Path> files = new TreeMap<>();
        addAll(kit.resources(), repo, kit, files);
        TemplateFiles templates = new TemplateFiles(kit, files);
        templates.templates().forEach(file -> text(file, repo).ifPresent(templates::note));
        return templates;
    }

    List<Path> templates() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(TEMPLATE))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether any tag has a name in it. */
    boolean mention(String name) {
        // a name with a dot is only reached by its parts, and a name with other signs may be: then it is not told
        return words.contains(name) || !WORD.matcher(name).matches();
    }

    /** The templates and manifests that no resource names, and no other template includes. */
    List<String> unused(RepoLayers layers) {
        Set<String> named = new HashSet<>(partials);
        layers.clusters().stream().flatMap(Node::all).forEach(node -> {
            named.add(node.text());
            if (node.name().equals("svc")) {
                named.add(kit.names().service());
            }
        });
        List<String> unused = new ArrayList<>();
        files.forEach((name, file) -> {
            boolean known = name.endsWith(TEMPLATE) || name.endsWith(".yaml");
            if (known && named.stream().noneMatch(it -> normal(it).equals(name))) {
                unused.add(kit.files().name(file));
            }
        });
        return unused;
    }

    private String normal(String path) {
        try {
            return Path.of(path).normalize().toString().replace('\\', '/');
        } catch (java.nio.file.InvalidPathException e) {
            return path;
        }
    }

    private void note(SourceText template) {
        Matcher tag = TAG.matcher(template.text());
        boolean otherSigns = template.text().contains("{{=");
        while (tag.find()) {
            String inside = tag.group(1).strip();
            if (inside.startsWith(">")) {
                partials.add(inside.substring(1).strip() + TEMPLATE);
            }
            addWords(inside);
        }
        if (otherSigns) {
            addWords(template.text()); // its tags can't be told by their braces
        }
    }

    private void addWords(String text) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
    }

    private static void addAll(Path folder, RepoFiles repo, KitYaml kit, Map<String, Path> files) {
        for (Path file : repo.list(folder)) {
            if (Files.isDirectory(file)) {
                addAll(file, repo, kit, files);
            } else {
                files.put(kit.resources().relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    private static Optional<SourceText> text(Path file, RepoFiles repo) {
        try {
            return repo.read(file);
        } catch (UserException e) {
            return Optional.empty(); // to parse it tells what is wrong
        }
    }
}
