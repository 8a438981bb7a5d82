package io.github.kitmaven.render;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Kubernetes objects from YAML. Values are those of YAML 1.2, except that {@code 0644} is octal as in kubectl. */
public final class Manifests {
    private static final YamlReader YAML = YamlReader.of(FormatVersion.V3);

    private Manifests() {}

    /**
     * Reads the objects of a file. The items of a {@code List} count as if they stood in the file by themselves.
     *
     * @param file the file: any number of YAML documents
     * @return the objects, in order, each with the place where it begins
     * @throws UserException if the text is not sound YAML, or an object lacks apiVersion, kind or metadata.name
     */
    public static List<Manifest> parse(SourceText file) {
        List<Manifest> manifests = new ArrayList<>();
        boolean secrets = !file.secret().isEmpty();
        YAML.all(file).forEach(document -> add(document, secrets, manifests));
        return manifests;
    }

    /**
     * Reads the objects of a cluster's rendered files.
     *
     * @param cluster the cluster
     * @return the objects, in order; each comes from a place in a template, and knows its {@code <cluster>/<file>:<line>}
     * @throws UserException with what is wrong in every file: it is not sound YAML, or an object lacks apiVersion, kind or
     *     metadata.name
     */
    public static List<Manifest> of(RenderedCluster cluster) {
        Problems problems = new Problems();
        List<Manifest> manifests = cluster.files().parallelStream()
                .flatMap(file -> {
                    String name = cluster.cluster().name() + "/" + file.name();
                    return problems.attempt(() -> of(name, file)).orElse(List.of()).stream();
                })
                .toList();
        problems.throwIfAny();
        return manifests;
    }

    private static List<Manifest> of(String name, RenderedFile file) {
        SourceMap map = file.map().get();
        try {
            return parse(file.as(name)).stream()
                    .map(manifest -> manifest.at(source(manifest.origin(), map))
                            .in(file.namespace())
                            .ofResource(file.resource()))
                    .toList();
        } catch (UserException e) {
            throw new UserException(e.diagnostics().stream()
                    .map(it -> new Diagnostic(it.message(), it.origin().map(place -> source(place, map)), it.advice()))
                    .toList());
        }
    }

    private static Origin source(Origin rendered, SourceMap map) {
        return map.source(rendered.line(), rendered.column()).renderedAs(rendered);
    }

    /**
     * Reads the objects of {@code namespaces/<cluster>}, which come before all others.
     *
     * @param kit the repo
     * @param cluster the cluster
     * @return the objects, in order; none if there is no such folder
     * @throws UserException if a file is not sound YAML, or an object lacks apiVersion, kind or metadata.name
     */
    public static List<Manifest> ofNamespaces(KitYaml kit, Cluster cluster) {
        RepoFiles files = kit.files();
        return files.list(kit.namespaces().resolve(cluster.name())).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .flatMap(file -> files.read(file).stream())
                .flatMap(source -> parse(source).stream())
                .toList();
    }

    /**
     * Turns an object into a tree.
     *
     * @param object the object
     * @return its tree
     * @throws UserException if it holds a number that JSON has no form for
     */
    public static ObjectNode tree(Mapping object) {
        return (ObjectNode) Json.of(object);
    }

    private static void add(Value document, boolean secrets, List<Manifest> manifests) {
        if (!(document instanceof Mapping object)) {
            throw wrong(document, "A Kubernetes object must be a map", "Write it as key: value");
        }
        require("apiVersion", text(object, "apiVersion"), object);
        String kind = require("kind", text(object, "kind"), object);
        Optional<Sequence> items = object.get("items")
                .filter(value -> kind.endsWith("List") && value instanceof Sequence)
                .map(Sequence.class::cast);
        if (items.isPresent()) {
            items.get().elements().forEach(item -> add(item, secrets, manifests));
            return;
        }
        Optional<String> name = object.get("metadata")
                .filter(Mapping.class::isInstance)
                .flatMap(metadata -> text((Mapping) metadata, "name"));
        require("metadata.name", name, object);
        Manifest manifest = new Manifest(tree(object), object.origin());
        manifests.add(secrets ? manifest.hiding(secrets(object)) : manifest);
    }

    /**
     * Finds what nobody may read of an object.
     *
     * @param object the object
     * @return the places of its secret values and names
     */
    public static SecretFields secrets(Mapping object) {
        Map<JsonPointer, String> values = new HashMap<>();
        Set<JsonPointer> keys = new HashSet<>();
        addSecrets(object, JsonPointer.empty(), values, keys);
        return new SecretFields(values, keys);
    }

    private static void addSecrets(
            Value value, JsonPointer at, Map<JsonPointer, String> values, Set<JsonPointer> keys) {
        if (value instanceof Mapping map) {
            map.secretKeys().forEach(key -> keys.add(at.appendProperty(key)));
            map.entries().forEach((key, entry) -> addSecrets(entry, at.appendProperty(key), values, keys));
        } else if (value instanceof Sequence list) {
            for (int i = 0; i < list.elements().size(); i++) {
                addSecrets(list.elements().get(i), at.appendIndex(i), values, keys);
            }
        } else if (value.secret()) {
            values.put(at, value.shown());
        }
    }

    private static Optional<String> text(Mapping map, String key) {
        return map.get(key)
                .filter(value -> value instanceof Scalar)
                .map(Value::text)
                .filter(text -> !text.isEmpty());
    }

    private static String require(String path, Optional<String> text, Mapping object) {
        return text.orElseThrow(() -> wrong(
                object,
                "This object has no " + path,
                "Every Kubernetes object has apiVersion, kind and metadata.name"));
    }

    private static UserException wrong(Value at, String message, String advice) {
        return new UserException(Diagnostic.at(at.origin(), message, advice));
    }
}
