package io.github.kitmaven.render;

import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Template.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a partial that does not exist. */
record MissingPartial(RepoFiles files, Path folder) {

    UserException named(Name name) {
        String wanted = stem(name.text());
        String file = files.name(folder.resolve(wanted + ResourceRenderer.TEMPLATE));
        String advice = wanted.equals(name.text())
                ? nearest(wanted).map(near -> "The nearest name is " + near).orElse("Create that file")
                : "Write {{> " + wanted + "}}, which stands for " + file;
        return new UserException(Diagnostic.at(
                name.origin(),
                "There is no partial " + name.text() + ": "
                        + files.name(folder.resolve(name.text() + ResourceRenderer.TEMPLATE)) + " does not exist",
                advice));
    }

    private Optional<String> nearest(String wanted) {
        List<String> names = names();
        return Nearest.to(wanted, names)
                .or(() -> names.stream()
                        .filter(name -> name.endsWith("/" + wanted))
                        .findFirst());
    }

    /** The names of all templates below the folder. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        addNames(folder, names);
        return names;
    }

    private void addNames(Path from, List<String> names) {
        for (Path entry : files.list(from)) {
            if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
                addNames(entry, names);
            } else if (entry.toString().endsWith(ResourceRenderer.TEMPLATE)) {
                names.add(stem(folder.relativize(entry).toString().replace('\\', '/')));
            }
        }
    }

    private static String stem(String name) {
        return name.endsWith(ResourceRenderer.TEMPLATE)
                ? name.substring(0, name.length() - ResourceRenderer.TEMPLATE.length())
                : name;
    }
}
