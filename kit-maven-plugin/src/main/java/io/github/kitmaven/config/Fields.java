package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a map whose names and types kit gives a meaning to. A null field counts as missing.
 *
 * @param shape the keys there can be; asking for another is a mistake of ours, for no schema would tell of it
 */
record Fields(Mapping map, String path, Shape shape) {

    /** Takes a part of a file for a map with any keys. */
    Fields(Mapping map, String path) {
        this(map, path, Shape.any());
    }

    /** Takes a document for a map; an empty document is an empty map. */
    static Fields of(Optional<Value> document, String file, Shape shape) {
        Value value =
                document.filter(it -> !it.isNull()).orElseGet(() -> new Mapping(Map.of(), Origin.of(file), List.of()));
        if (value instanceof Mapping mapping) {
            return new Fields(mapping, "", shape);
        }
        throw wrong(value.origin(), "The file must hold a map", "Write it as key: value");
    }

    Fields required(String key, String advice) {
        return fields(key).orElseThrow(() -> missing(key, advice));
    }

    String requiredText(String key, String advice) {
        return text(key).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(key, advice));
    }

    /** The map under a key. */
    Optional<Fields> fields(String key) {
        return present(key).map(value -> {
            if (value instanceof Mapping mapping) {
                return new Fields(mapping, path + key + ".", shapeOf(key));
            }
            throw wrong(value.origin(), path + key + " must be a map", "Write its entries below it, indented");
        });
    }

    /** The string or number under a key. */
    Optional<String> text(String key) {
        return present(key).map(value -> {
            if (value instanceof Scalar scalar) {
                return scalar.text();
            }
            throw wrong(value.origin(), path + key + " must be a string", "Give it one value");
        });
    }

    /** The string or number under a key, and where it stands; none if it is empty. */
    Optional<Located> located(String key) {
        return text(key)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> present(key))
                .map(Located::of);
    }

    /** The strings under a key: a list of them, or one by itself. */
    List<Located> texts(String key) {
        List<Value> values = present(key)
                .map(value -> value instanceof Sequence list ? list.elements() : List.of(value))
                .orElse(List.of());
        return values.stream()
                .map(value -> {
                    if (value instanceof Scalar scalar && !scalar.text().isEmpty()) {
                        return Located.of(scalar);
                    }
                    throw wrong(value.origin(), path + key + " must be a list of names", "Write it as [one, other]");
                })
                .toList();
    }

    /** The name under a key that a file is to have. */
    Optional<String> fileName(String key) {
        return located(key).map(FileNames::checked);
    }

    /** The path under a key, relative to a folder or absolute. */
    Optional<Path> path(String key, Path folder) {
        return text(key).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return folder.resolve(text).normalize();
            } catch (InvalidPathException e) {
                throw wrong(originOf(key), path + key + " is no path: " + e.getReason(), "Name a folder");
            }
        });
    }

    /** Whether the value under a key is {@code true}. Any other is false in version "2", as in the original. */
    boolean flag(String key, FormatVersion version) {
        Optional<Value> value = present(key);
        boolean isBoolean = value.filter(it -> it instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN)
                .isPresent();
        if (value.isPresent() && !isBoolean && !version.likeOriginal()) {
            throw wrong(
                    originOf(key),
                    path + key + " must be a boolean, not "
                            + (value.get() instanceof Scalar scalar ? scalar.shown() : "a list or map"),
                    "Write true or false, without quotes");
        }
        return isBoolean && value.filter(Value::truthy).isPresent();
    }

    /** The text under a key as it may be shown; empty if there is none. */
    String shown(String key) {
        return present(key).map(Value::shown).orElse("");
    }

    boolean isSecret(String key) {
        return present(key).filter(Value::secret).isPresent();
    }

    Origin originOf(String key) {
        return map.get(key).map(Value::origin).orElse(map.origin());
    }

    Origin originOfKey(String key) {
        return map.keyOrigin(key);
    }

    private Shape shapeOf(String key) {
        return shape.at(key).orElseThrow(() -> new IllegalStateException("No shape has the key " + path + key));
    }

    private Optional<Value> present(String key) {
        shapeOf(key);
        return map.get(key).filter(value -> !value.isNull());
    }

    UserException missing(String key, String advice) {
        return wrong(map.origin(), path + key + " is missing", advice);
    }

    private static UserException wrong(Origin origin, String message, String advice) {
        return new UserException(Diagnostic.at(origin, message, advice));
    }
}
