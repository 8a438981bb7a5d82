package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.FieldManager;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An object as kit left it. Who changes it during the wait takes fields from kit, as the server writes down in the object;
 * its generation alone tells nothing, since an autoscaler moves it, too.
 *
 * @param uid the object's uid
 * @param applied when kit applied it; empty where it never did
 * @param fields the fields that kit owns, metadata left out
 */
public record Baseline(String uid, String applied, Set<String> fields) {
    /** It scales what autoscalers tell it to, and changes nothing else that can be applied. */
    private static final String AUTOSCALER = "kube-controller-manager";

    private static final Pattern ITEM = Pattern.compile("k:\\{\"[^\"]+\":\"?([^\",}]*)\"?.*}");

    /**
     * Reads what tells of later changes.
     *
     * @param object an object, as the cluster has it
     * @return what it is now
     */
    public static Baseline of(ObjectNode object) {
        return of(new Live(object));
    }

    static Baseline of(Live object) {
        return entries(object)
                .filter(entry -> manager(entry).equals(FieldManager.NAME)
                        && entry.path("operation").asText("").equals("Apply"))
                .findFirst()
                .map(entry -> new Baseline(object.uid(), time(entry), fields(entry)))
                .orElse(new Baseline(object.uid(), "", Set.of()));
    }

    /** Who changed the object since, and what; empty where nobody did. */
    Optional<String> changed(Live object) {
        if (!object.uid().equals(uid)) {
            return object.isOf("batch", "Job")
                    ? Optional.empty()
                    : Optional.of("another object has taken its place during the wait");
        }
        Baseline now = of(object);
        if (applied.isEmpty() || now.equals(this)) {
            return Optional.empty();
        }
        Set<String> lost = new TreeSet<>(fields);
        lost.removeAll(now.fields);
        return lost.isEmpty() && now.applied.equals(applied) ? Optional.empty() : byWhom(object, lost);
    }

    private static Optional<String> byWhom(Live object, Set<String> lost) {
        Map<String, Set<String>> takers = entries(object)
                .filter(entry -> !manager(entry).equals(FieldManager.NAME))
                .collect(Collectors.toMap(Baseline::manager, Baseline::fields, (one, other) -> union(one, other)));
        if (lost.isEmpty()) {
            return Optional.of("another run of kit has changed it during the wait");
        }
        return lost.stream()
                .flatMap(field -> takers.entrySet().stream()
                        .filter(taker -> taker.getValue().contains(field))
                        .map(taker -> taker.getKey().equals(AUTOSCALER) ? "" : changed(taker.getKey(), field)))
                .findFirst()
                .or(() -> Optional.of(changed("somebody", lost.iterator().next())))
                .filter(words -> !words.isEmpty());
    }

    private static String changed(String who, String field) {
        return who + " has changed " + field + " during the wait, so it is not what this deploy applied";
    }

    private static Set<String> fields(JsonNode entry) {
        Set<String> fields = new TreeSet<>();
        collect(entry.path("fieldsV1"), "", fields);
        fields.removeIf(field -> field.startsWith("metadata") || field.startsWith("status"));
        return fields;
    }

    private static void collect(JsonNode node, String path, Set<String> fields) {
        if (node.isEmpty() && !path.isEmpty()) {
            fields.add(path);
        }
        node.properties().forEach(part -> {
            String name = part.getKey();
            if (name.startsWith("f:")) {
                collect(part.getValue(), path + (path.isEmpty() ? "" : ".") + name.substring(2), fields);
            } else if (!name.equals(".")) {
                Matcher item = ITEM.matcher(name);
                collect(
                        part.getValue(),
                        path + "[" + (item.matches() ? item.group(1) : name.substring(2)) + "]",
                        fields);
            }
        });
    }

    private static java.util.stream.Stream<JsonNode> entries(Live object) {
        return Live.elements(object.metadata().path("managedFields"))
                .sorted(Comparator.comparing(Baseline::time).reversed());
    }

    private static String manager(JsonNode entry) {
        return entry.path("manager").asText("");
    }

    private static String time(JsonNode entry) {
        return entry.path("time").asText("");
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
