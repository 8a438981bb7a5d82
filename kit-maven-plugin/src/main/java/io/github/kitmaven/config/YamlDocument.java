package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the value of one document from its events. An alias shares the value of its anchor. */
final class YamlDocument {
    private static final int DEEPEST = 100;
    private static final long MOST_VALUES = 1_000_000;
    private static final String APPEND = "!append";

    private final String file;
    private final SourceText source;
    private final SecretRanges secret;
    private final PlainScalar scalars;
    private final Iterator<Event> events;
    private final Map<String, Built> anchors = new HashMap<>();
    private final boolean layer;
    private int depth;

    /** Reads the events of a file; {@code layer} tells whether its lists may be marked to append. */
    YamlDocument(SourceText source, PlainScalar scalars, Iterator<Event> events, boolean layer) {
        this.file = source.name();
        this.source = source;
        this.secret = source.secret().inCodePoints(source.text());
        this.layer = layer;
        this.scalars = scalars;
        this.events = events;
    }

    /** A value, and how many values it comes to once every alias in it is followed. */
    private record Built(Value value, long size) {}

    Value read() {
        return build(events.next()).value();
    }

    private Built build(Event event) {
        return build(event, origin(event));
    }

    private Built build(Event event, Origin origin) {
        if (event instanceof AliasEvent alias) {
            Built anchored = anchors.get(alias.getAlias().getValue());
            if (anchored == null) {
                throw wrong(
                        origin,
                        "The alias *" + alias.getAlias().getValue() + " has no anchor that ends before it",
                        "Anchor a value with & above this line, and outside of what holds the alias");
            }
            return anchored;
        }
        Built built = buildNode(event, origin);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), built));
        return built;
    }

    private Built buildNode(Event event, Origin origin) {
        if (event instanceof ScalarEvent scalar) {
            return new Built(scalar(scalar, origin), 1);
        }
        if (++depth > DEEPEST) {
            throw wrong(origin, "Values nest deeper than " + DEEPEST + " levels", "Flatten them");
        }
        Built built = event instanceof SequenceStartEvent list
                ? sequence(list, origin)
                : mapping((MappingStartEvent) event, origin);
        depth--;
        if (built.size() > MOST_VALUES) {
            throw wrong(
                    origin,
                    "Its aliases make this more than " + MOST_VALUES + " values",
                    "Use fewer aliases of values that hold aliases");
        }
        return built;
    }

    private Scalar scalar(ScalarEvent event, Origin origin) {
        Scalar scalar = resolved(event, origin);
        return secret.isEmpty() ? scalar : scalar.shownAs(shown(event, scalar.text()));
    }

    /** What may be shown of a scalar: what stands around the secret, if it is written as it reads; else nothing. */
    private String shown(ScalarEvent event, String text) {
        int start = event.getStartMark().orElseThrow().getIndex();
        int end = event.getEndMark().orElseThrow().getIndex();
        if (!secret.meets(start, end)) {
            return text;
        }
        int quote = event.isPlain() ? 0 : 1;
        int from = source.text().offsetByCodePoints(0, start + quote);
        int to = source.text().offsetByCodePoints(from, Math.max(0, end - start - 2 * quote));
        return source.text().substring(from, to).equals(text)
                ? source.secret().mask(source.text(), from, to)
                : Secrets.MASK;
    }

    private Scalar resolved(ScalarEvent event, Origin origin) {
        String tag = event.getTag().orElse(event.isPlain() ? "" : "!");
        return switch (tag) {
            case "" -> scalars.resolve(event.getValue(), origin);
            case "!", "tag:yaml.org,2002:str" -> Scalar.string(event.getValue(), origin);
            case "tag:yaml.org,2002:null",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:float" -> scalars.resolve(event.getValue(), origin);
            default -> throw unknownTag(tag, origin);
        };
    }

    private Built sequence(SequenceStartEvent start, Origin origin) {
        boolean appending = layer && start.getTag().filter(APPEND::equals).isPresent();
        start.getTag()
                .filter(tag -> !appending && !tag.equals("tag:yaml.org,2002:seq"))
                .ifPresent(tag -> {
                    throw unknownTag(tag, origin);
                });
        List<Value> elements = new ArrayList<>();
        long size = 1;
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            Built element = build(event);
            elements.add(element.value());
            size += element.size();
        }
        return new Built(new Sequence(elements, origin, List.of(), appending), size);
    }

    private Built mapping(MappingStartEvent start, Origin origin) {
        start.getTag().filter(tag -> !tag.equals("tag:yaml.org,2002:map")).ifPresent(tag -> {
            throw unknownTag(tag, origin);
        });
        Map<String, Value> entries = new LinkedHashMap<>();
        Map<String, Origin> keys = new HashMap<>();
        List<Value> merged = new ArrayList<>();
        Set<String> secretKeys = secret.isEmpty() ? Set.of() : new HashSet<>();
        long size = 1;
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            boolean merge = event instanceof ScalarEvent key
                    && key.isPlain()
                    && key.getValue().equals("<<");
            Origin place = origin(event);
            Value written =
                    merge ? Scalar.string("<<", place) : build(event, place).value();
            String key = key(written, place);
            if (written.secret()) {
                secretKeys.add(key);
            }
            Built value = build(events.next());
            size += value.size();
            if (merge) {
                merged.addAll(value.value() instanceof Sequence several ? several.elements() : List.of(value.value()));
            } else if (entries.putIfAbsent(key, value.value()) != null) {
                throw wrong(place, "The key " + written.shown() + " stands twice in this map", "Remove one of them");
            } else {
                keys.put(key, place);
            }
        }
        for (Value several : merged) {
            Mapping other = mergeMissing(several, entries, keys);
            if (!other.secretKeys().isEmpty()) {
                secretKeys.addAll(other.secretKeys());
            }
        }
        return new Built(new Mapping(entries, keys, origin, List.of(), secretKeys), size);
    }

    /** The merge key: a map's own keys win, then those of the source named first. */
    private static Mapping mergeMissing(Value source, Map<String, Value> entries, Map<String, Origin> keys) {
        if (!(source instanceof Mapping mapping)) {
            throw wrong(source.origin(), "Only a map can be merged with <<", "Give << an alias of a map");
        }
        mapping.entries().forEach(entries::putIfAbsent);
        mapping.keys().forEach(keys::putIfAbsent);
        return mapping;
    }

    private static String key(Value key, Origin origin) {
        if (key instanceof Scalar scalar) {
            return scalar.isNull() ? "null" : scalar.text();
        }
        throw wrong(origin, "A list or map can't be a key", "Use a string");
    }

    private Origin origin(Event event) {
        return event.getStartMark()
                .map(mark -> new Origin(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> Origin.of(file));
    }

    private static UserException unknownTag(String tag, Origin origin) {
        return wrong(origin, "The tag " + tag + " is not known here", "Remove the tag");
    }

    private static UserException wrong(Origin origin, String message, String advice) {
        return new UserException(Diagnostic.at(origin, message, advice));
    }
}
