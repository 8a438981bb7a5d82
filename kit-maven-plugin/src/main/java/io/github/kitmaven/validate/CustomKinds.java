package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds that CustomResourceDefinitions of the repo define, with the schemas of their versions. */
final class CustomKinds {
    private final Map<String, Map<String, Version>> versionsByKind = new HashMap<>();

    /**
     * A version that is served.
     *
     * @param schema the schema of its objects
     * @param rules how many rules in CEL that has
     * @param hasStatus whether a server drops the status of what is applied
     */
    record Version(Optional<CustomSchema> schema, long rules, boolean hasStatus) {

        static Version of(Node version) {
            Optional<CustomSchema> schema =
                    CustomSchema.of(version.at("schema", "openAPIV3Schema").value());
            return new Version(
                    schema,
                    schema.map(CustomSchema::rules).orElse(0L),
                    version.at("subresources", "status").exists());
        }

        /** What a server judges of an object. */
        Mapping judged(Mapping object) {
            if (!hasStatus) {
                return object;
            }
            Map<String, Value> entries = new LinkedHashMap<>(object.entries());
            entries.remove("status");
            return new Mapping(entries, object.keys(), object.origin(), object.overridden(), object.secretKeys());
        }
    }

    /** Takes the definitions among some objects. */
    static CustomKinds of(List<KubeObject> objects) {
        CustomKinds kinds = new CustomKinds();
        objects.stream()
                .filter(object -> object.is("customresourcedefinitions.apiextensions.k8s.io"))
                .forEach(kinds::define);
        return kinds;
    }

    /** Puts kinds together; the last that define a kind win. */
    static CustomKinds all(Collection<CustomKinds> several) {
        CustomKinds kinds = new CustomKinds();
        several.forEach(each -> kinds.versionsByKind.putAll(each.versionsByKind));
        return kinds;
    }

    /** The version of an object's kind; empty if no definition serves it. */
    Optional<Version> find(KubeObject object) {
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
        Map<String, Version> versions = new TreeMap<>();
        for (Node version : spec.get("versions").items()) {
            if (version.get("served").text().equals("true")) {
                versions.put(version.get("name").text(), Version.of(version));
            }
        }
        versionsByKind.put(
                key(spec.get("group").text(), spec.at("names", "kind").text()), versions);
    }

    private static String key(String group, String kind) {
        return group + "/" + kind;
    }
}
