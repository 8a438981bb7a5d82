package io.github.kitmaven.image;

import io.github.kitmaven.image.TopLevel.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Where a property stands in a YAML file. A key that is written as the property is goes first; else dots lead into maps.
 *
 * @param file the file's path, for messages
 * @param property the property
 * @param keys the keys that lead to it, one at least
 */
record PropertyPath(String file, String property, List<String> keys) {

    static PropertyPath in(TopLevel top, String file, String property) {
        List<String> dotted = List.of(property.split("\\.", -1));
        boolean asWritten = dotted.stream().anyMatch(String::isBlank)
                || top.find(file, property).isPresent();
        return new PropertyPath(file, property, asWritten ? List.of(property) : dotted);
    }

    /**
     * The place as far as it exists.
     *
     * @param map the innermost map that is there
     * @param entry what that has under the next key: the property itself, or a key without a value
     * @param missing the keys that are not there, the one of {@code entry} included
     */
    record Place(TopLevel map, Optional<Entry> entry, List<String> missing) {

        /** The property, if it is there. */
        Optional<Entry> property() {
            return missing.size() == 1 ? entry : Optional.empty();
        }
    }

    /**
     * Walks along the keys.
     *
     * @throws io.github.kitmaven.problem.UserException where something else than a map is in the way
     */
    Place place(TopLevel top) {
        TopLevel map = top;
        for (int depth = 0; ; depth++) {
            List<String> missing = keys.subList(depth, keys.size());
            Optional<Entry> entry = map.find(file, missing.get(0));
            if (missing.size() == 1 || entry.isEmpty() || entry.get().isNull()) {
                return new Place(map, entry, missing);
            }
            Entry found = entry.get();
            map = found.map()
                    .orElseThrow(() -> new YamlProblem(file)
                            .at(
                                    found.value().getStartMark(),
                                    "The value of \"" + missing.get(0) + "\" is not a map, so \"" + property
                                            + "\" can't be in it",
                                    "Make it a map, or set images.property of kit.yaml to another path"));
        }
    }
}
