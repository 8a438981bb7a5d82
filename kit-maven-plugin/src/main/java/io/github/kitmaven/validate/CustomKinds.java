package io.github.kitmaven.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kinds that CustomResourceDefinitions of the repo define, with the schemas of their versions. */
final class CustomKinds {
    private final Map<String, Map<String, Node>> versionsByKind = new HashMap<>();

    /** Takes the definitions among some objects. */
    static CustomKinds of(Stream<KubeObject> objects) {
        CustomKinds kinds = new CustomKinds();
        objects.filter(object -> object.is("customresourcedefinitions.apiextensions.k8s.io"))
                .forEach(kinds::define);
        return kinds;
    }

    /** The schema of an object's kind, which may be missing; empty if no definition serves the kind in this version. */
    Optional<Node> find(KubeObject object) {
        return Optional.ofNullable(versionsByKind.get(key(object.group(), object.kindName())))
                .flatMap(versions -> Optional.ofNullable(versions.get(object.version())));
    }

    /** The versions that a definition serves of an object's kind; empty if there is no definition of it. */
    Optional<List<String>> servedVersions(KubeObject object) {
        return Optional.ofNullable(versionsByKind.get(key(object.group(), object.kindName())))
                .map(versions -> List.copyOf(versions.keySet()));
    }

    private void define(KubeObject definition) {
        Node spec = definition.root().get("spec");
        Map<String, Node> versions = new TreeMap<>();
        for (Node version : spec.get("versions").items()) {
            if (version.get("served").text().equals("true")) {
                versions.put(version.get("name").text(), version.at("schema", "openAPIV3Schema"));
            }
        }
        versionsByKind.put(
                key(spec.get("group").text(), spec.at("names", "kind").text()), versions);
    }

    private static String key(String group, String kind) {
        return group + "/" + kind;
    }
}
