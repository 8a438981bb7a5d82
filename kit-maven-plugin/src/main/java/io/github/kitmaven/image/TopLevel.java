package io.github.kitmaven.image;

import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The keys of a map, at the top of a YAML file or below, and where their values stand. Read from the parser's events, for
 * those alone say where an alias or an empty value is.
 *
 * @param map where the map begins; empty for a file that holds nothing, or only comments
 * @param entries the keys, in the file's order
 */
record TopLevel(Optional<MappingStartEvent> map, List<Entry> entries) {

    /**
     * A key and its value.
     *
     * @param key the key; empty where it isn't plain text
     * @param keyEvent the event that the key begins with
     * @param whole all events of the value
     */
    record Entry(Optional<String> key, Event keyEvent, List<Event> whole) {

        /** The event that the value begins with. */
        Event value() {
            return whole.get(0);
        }

        /** The keys of the value, if that is a map. */
        Optional<TopLevel> map() {
            return value() instanceof MappingStartEvent start
                    ? Optional.of(new TopLevel(
                            Optional.of(start),
                            entriesOf(whole.subList(1, whole.size()).iterator())))
                    : Optional.empty();
        }

        /** Whether there is no value: nothing at all, or a null. */
        boolean isNull() {
            return value() instanceof ScalarEvent scalar && scalar.isPlain() && NULLS.contains(scalar.getValue());
        }

        /** Where the key begins, in chars of the file's text. */
        int start(String text) {
            return offset(text, keyEvent.getStartMark());
        }

        /** Where the value ends, in chars of the file's text: the parser ends a map only where the next thing begins. */
        int end(String text) {
            return offset(text, last(whole).getEndMark());
        }

        /** The key and the whole value as the parser sees them, without their places. */
        String shape() {
            return key + " " + whole.stream().map(Event::toString).collect(Collectors.joining(" "));
        }
    }

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** Where a mark stands, in chars of the text: marks count code points. */
    static int offset(String text, Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    static TopLevel parse(String file, String text) {
        try {
            Iterator<Event> events = new Parse(LoadSettings.builder()
                            .setLabel(file)
                            .setUseMarks(true)
                            .build())
                    .parseString(text)
                    .iterator();
            events.next();
            return of(new YamlProblem(file), events);
        } catch (YamlEngineException e) {
            throw new YamlProblem(file).of(e);
        }
    }

    private static TopLevel of(YamlProblem problem, Iterator<Event> events) {
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return new TopLevel(Optional.empty(), List.of());
        }
        Event root = events.next();
        Optional<MappingStartEvent> map = Optional.empty();
        List<Entry> entries = List.of();
        if (root instanceof MappingStartEvent start) {
            map = Optional.of(start);
            entries = entriesOf(events);
        } else if (!(root instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty())) {
            throw noMap(problem, root);
        }
        events.next();
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            throw problem.at(next.getStartMark(), "This is a second YAML document", "Keep one in the file");
        }
        return new TopLevel(map, entries);
    }

    /** Reads a map to its end. */
    private static List<Entry> entriesOf(Iterator<Event> events) {
        List<Entry> entries = new ArrayList<>();
        for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
            Optional<String> name =
                    key instanceof ScalarEvent scalar ? Optional.of(scalar.getValue()) : Optional.empty();
            skip(key, events);
            entries.add(new Entry(name, key, List.copyOf(whole(events.next(), events))));
        }
        return List.copyOf(entries);
    }

    private static UserException noMap(YamlProblem problem, Event root) {
        return problem.at(
                root.getStartMark(),
                "This is not a YAML map, so it is no image file",
                "Give the file keys and values, as in \"image: name:tag\", or remove it");
    }

    private static void skip(Event start, Iterator<Event> events) {
        whole(start, events);
    }

    /** Reads a value to its end. */
    private static List<Event> whole(Event start, Iterator<Event> events) {
        List<Event> whole = new ArrayList<>(List.of(start));
        int depth = start instanceof CollectionStartEvent ? 1 : 0;
        while (depth > 0) {
            Event event = events.next();
            whole.add(event);
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        }
        return whole;
    }

    private static Event last(List<Event> whole) {
        Event last = whole.get(0);
        for (Event event : whole) {
            last = isText(event) || isBracket(event) ? event : last;
        }
        return last;
    }

    private static boolean isText(Event event) {
        return event instanceof ScalarEvent || event instanceof AliasEvent;
    }

    /** Only the end of a map or list in brackets stands in the text. */
    private static boolean isBracket(Event event) {
        return event instanceof CollectionEndEvent
                && !event.getStartMark()
                        .map(Mark::getIndex)
                        .equals(event.getEndMark().map(Mark::getIndex));
    }

    /**
     * Finds a key.
     *
     * @throws UserException where the file has it twice
     */
    Optional<Entry> find(String file, String key) {
        List<Entry> found = entries.stream()
                .filter(e -> e.key().filter(key::equals).isPresent())
                .toList();
        if (found.size() > 1) {
            throw new YamlProblem(file)
                    .at(found.get(1).value().getStartMark(), "The key \"" + key + "\" is here twice", "Remove one");
        }
        return found.stream().findFirst();
    }

    /** What the map says besides a key. */
    List<String> without(String key) {
        return without(List.of(key));
    }

    /** What the map says besides the value that a path of keys leads to. */
    List<String> without(List<String> path) {
        List<String> others = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.key().filter(path.get(0)::equals).isEmpty()) {
                others.add(entry.shape());
            } else if (path.size() > 1) {
                entry.map()
                        .ifPresent(below -> below.without(path.subList(1, path.size()))
                                .forEach(other -> others.add(entry.key() + " " + other)));
            }
        }
        return others;
    }
}
