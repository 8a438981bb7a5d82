package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.ClearText;
import io.github.kitmaven.sops.Sops;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kubeconfig files, and the context that a connection chose in them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">the format</a>
 */
final class Kubeconfig {

    /**
     * One named entry, and the folder its relative paths start from.
     *
     * @param entry the entry
     * @param folder the folder of its file
     */
    record Section(YamlEntry entry, Path folder) {

        /** The bytes that {@code key-data} holds in base64, or those of the file that {@code key} names. */
        Optional<byte[]> bytes(String key) {
            Optional<YamlEntry> data =
                    entry.child(key + "-data").filter(child -> !child.text().isEmpty());
            if (data.isPresent()) {
                return data.map(Section::decoded);
            }
            return entry.child(key).filter(child -> !child.text().isEmpty()).map(this::read);
        }

        byte[] read(YamlEntry path) {
            Path file = folder.resolve(path.text());
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw path.refused(
                        "the file " + (path.isSecret() ? path.shown() : file) + " can't be read",
                        "Relative paths start at the kubeconfig's folder");
            }
        }

        private static byte[] decoded(YamlEntry data) {
            try {
                return Base64.getDecoder().decode(data.text().replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw data.refused("this is not base64", "Encode the PEM file in base64, or name it without -data");
            }
        }
    }

    private record Document(YamlEntry root, Path folder) {}

    private final List<Document> documents;
    private final YamlEntry context;

    private Kubeconfig(List<Document> documents, YamlEntry context) {
        this.documents = documents;
        this.context = context;
    }

    static Kubeconfig read(Connection connection, Map<String, String> environment, Sops sops) {
        List<Document> documents = new ArrayList<>();
        for (Path file : connection.kubeconfigs()) {
            // a KUBECONFIG of several files may name some that aren't there
            if (connection.kubeconfigs().size() == 1 || Files.exists(file)) {
                documents.add(document(file, connection, environment, sops));
            }
        }
        if (documents.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "no kubeconfig of " + connection.kubeconfigs() + " exists", "Set KUBECONFIG to one that does"));
        }
        return new Kubeconfig(documents, context(documents, connection));
    }

    /** {@return the entry of the API server} */
    Section cluster() {
        return referred("clusters", "cluster");
    }

    /** {@return the entry of the user} */
    Section user() {
        return referred("users", "user");
    }

    /** {@return the context's namespace; {@code default} where it names none} */
    String namespace() {
        return context.text("namespace").orElse("default");
    }

    /** {@return whether nobody may read the namespace} */
    boolean hidesNamespace() {
        return context.child("namespace").filter(YamlEntry::isSecret).isPresent();
    }

    private static Document document(Path file, Connection connection, Map<String, String> environment, Sops sops) {
        String label = file.toString().replace(File.separatorChar, '/');
        ClearText text;
        try {
            text = sops.open(label, Files.readString(file));
        } catch (IOException e) {
            throw new UserException(
                    Diagnostic.at(
                            Origin.of(label),
                            "the kubeconfig of cluster " + connection.cluster() + " can't be read",
                            "Put it there, or point kit.kubeconfig at another"),
                    e);
        }
        YamlEntry root = YamlEntry.parse(text, label, connection.owned() ? Optional.of(environment) : Optional.empty());
        if (!root.text("kind").orElse("").equals("Config")) {
            throw root.refused("this is no kubeconfig: its kind is not Config", "Write 'kind: Config'");
        }
        if (connection.owned()) {
            checkName(root, connection.cluster());
        }
        return new Document(root, file.toAbsolutePath().resolveSibling(""));
    }

    /** A file copied from another cluster's folder must not send this cluster's manifests there. */
    private static void checkName(YamlEntry root, String cluster) {
        Optional<YamlEntry> name = root.child("metadata").flatMap(metadata -> metadata.child("name"));
        if (name.isPresent() && !name.get().text().equals(cluster)) {
            throw name.get()
                    .refused(
                            "this kubeconfig is for cluster " + name.get().shown() + ", but was found as that of "
                                    + cluster,
                            "Correct metadata.name, or put the right file here");
        }
    }

    private static YamlEntry context(List<Document> documents, Connection connection) {
        YamlEntry first = documents.get(0).root();
        Optional<YamlEntry> current = documents.stream()
                .flatMap(document -> document.root().child("current-context").stream())
                .filter(entry -> !entry.text().isEmpty())
                .findFirst();
        String name = connection
                .context()
                .or(() -> current.map(YamlEntry::text))
                .orElseThrow(() -> first.refused(
                        "the kubeconfig has no current-context", "Set it to " + oneOf(names(documents, "contexts"))));
        return named(documents, "contexts", name)
                .flatMap(section -> section.entry().child("context"))
                .orElseThrow(() -> first.refused(
                        "the kubeconfig has no context "
                                + connection
                                        .context()
                                        .or(() -> current.map(YamlEntry::shown))
                                        .orElse(name),
                        "Name " + oneOf(names(documents, "contexts"))));
    }

    private Section referred(String list, String key) {
        YamlEntry reference = context.child(key)
                .orElseThrow(() -> context.refused("the context names no " + key, "Add '" + key + ":' to it"));
        Section found = named(documents, list, reference.text())
                .orElseThrow(() -> reference.refused(
                        "the kubeconfig has no " + key + " " + reference.shown(),
                        "Name " + oneOf(names(documents, list))));
        return new Section(found.entry().child(key).orElse(found.entry()), found.folder());
    }

    private static Optional<Section> named(List<Document> documents, String list, String name) {
        return documents.stream()
                .flatMap(document -> document.root().child(list).stream()
                        .flatMap(entries -> entries.items().stream())
                        .filter(entry -> entry.text("name").orElse("").equals(name))
                        .map(entry -> new Section(entry, document.folder())))
                .findFirst();
    }

    private static List<String> names(List<Document> documents, String list) {
        return documents.stream()
                .flatMap(document -> document.root().child(list).stream())
                .flatMap(entries -> entries.items().stream())
                .flatMap(entry -> entry.child("name").stream())
                .map(YamlEntry::shown)
                .filter(name -> !name.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }

    private static String oneOf(List<String> names) {
        return names.isEmpty()
                ? "one, once the kubeconfig has any"
                : names.stream().collect(Collectors.joining(", ", names.size() == 1 ? "" : "one of ", ""));
    }
}
