package io.github.kitmaven.sops;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.sops.SopsFile.Block;
import io.github.kitmaven.sops.SopsFile.Form;
import io.github.kitmaven.sops.SopsFile.Leaf;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Takes a file apart, if SOPS encrypted it. */
final class SopsParser {
    /** SOPS's own key at the top of a document. */
    static final String OWN = "sops";

    private static final Set<String> MARKS = Set.of("mac", "lastmodified");
    private static final int DEEPEST = 100;

    private final String name;
    private final TextIndex index;
    private final Iterator<Event> events;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Leaf> own = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private int depth;

    private SopsParser(String name, String text) {
        this.name = name;
        this.index = new TextIndex(text);
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Parses a file; empty if SOPS did not encrypt it. What is not sound YAML is left to whoever reads it next. */
    static Optional<SopsFile> parse(String name, String text) {
        if (!text.contains(Ciphertext.BEGIN) || !text.contains(OWN)) {
            return Optional.empty();
        }
        // sops indents JSON with tabs, which YAML refuses; inside of JSON's strings they are escaped
        String readable = name.endsWith(".json") ? text.replace('\t', ' ') : text;
        SopsParser parser = new SopsParser(name, readable);
        try {
            parser.documents();
        } catch (YamlEngineException | TooDeep e) {
            return Optional.empty();
        }
        SopsFile file = new SopsFile(name, readable, parser.leaves, parser.own, parser.blocks);
        if (parser.own.isEmpty() && !parser.blocks.isEmpty()) {
            throw file.refused(
                    "This document is encrypted with SOPS, but the first of the file is not",
                    "Encrypt the file as a whole with sops, or give each document a file of its own");
        }
        return parser.own.stream().anyMatch(SopsParser::isMark) ? Optional.of(file) : Optional.empty();
    }

    /** Without these, it is a key of somebody else's that is named like SOPS's. */
    private static boolean isMark(Leaf leaf) {
        return leaf.path().size() == 2 && MARKS.contains(leaf.key());
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void documents() {
        int document = 0;
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                Event root = events.next();
                if (root instanceof MappingStartEvent map) {
                    top(map, document++ == 0);
                } else {
                    value(root, List.of(), leaves);
                }
            }
        }
    }

    /** The keys at the top of a document. SOPS's own one stands in each; that of the first counts. */
    private void top(MappingStartEvent map, boolean first) {
        boolean seen = false;
        for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
            String text = key(key);
            boolean isOwn = !seen && text.equals(OWN);
            int from = isOwn ? index.of(key.getStartMark()) : 0;
            int end = value(events.next(), List.of(text), !isOwn ? leaves : first ? own : new ArrayList<>());
            if (isOwn) {
                blocks.add(new Block(from, end, map.isFlow(), origin(key)));
                seen = true;
            }
        }
    }

    /** Collects the leaves of a value, and {@return where it ends} */
    private int value(Event event, List<String> path, List<Leaf> into) {
        if (event instanceof ScalarEvent scalar) {
            into.add(leaf(scalar, path, scalar.getValue(), isPlain(scalar) ? Form.PLAIN : Form.TEXT));
        } else if (event instanceof AliasEvent alias) {
            into.add(leaf(alias, path, alias.getAlias().getValue(), Form.ALIAS));
        } else {
            return collection(event, path, into);
        }
        return index.of(event.getEndMark());
    }

    private int collection(Event start, List<String> path, List<Leaf> into) {
        if (++depth > DEEPEST) {
            throw new TooDeep();
        }
        int end = start instanceof SequenceStartEvent list ? list(list, path, into) : map(path, into);
        depth--;
        return end;
    }

    private int map(List<String> path, List<Leaf> into) {
        Event key = events.next();
        for (; !(key instanceof CollectionEndEvent); key = events.next()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(key(key));
            value(events.next(), List.copyOf(longer), into);
        }
        return index.of(key.getEndMark());
    }

    private int list(SequenceStartEvent start, List<String> path, List<Leaf> into) {
        int before = into.size();
        int comments = 0;
        int items = 0;
        Event item = events.next();
        for (; !(item instanceof CollectionEndEvent); item = events.next()) {
            items++;
            if (item instanceof ScalarEvent scalar && !start.isFlow() && Ciphertext.isComment(scalar.getValue())) {
                comments++;
                into.add(leaf(scalar, path, scalar.getValue(), Form.COMMENT));
            } else {
                value(item, path, into);
            }
        }
        if (comments > 0 && comments == items) {
            Leaf only = into.get(before);
            into.set(before, new Leaf(path, only.text(), Form.ONLY_COMMENT, only.start(), only.end(), only.origin()));
        }
        return index.of(item.getEndMark());
    }

    /** A key's text; a key that is no text has a place in no file that sops wrote. */
    private String key(Event key) {
        if (key instanceof CollectionStartEvent) {
            value(key, List.of(), new ArrayList<>());
        }
        return key instanceof ScalarEvent scalar ? scalar.getValue() : "";
    }

    private static boolean isPlain(ScalarEvent scalar) {
        return scalar.isPlain() && scalar.getTag().isEmpty();
    }

    private Leaf leaf(Event event, List<String> path, String text, Form form) {
        int start = index.of(event.getStartMark());
        return new Leaf(path, text, form, start, index.of(event.getEndMark()), origin(event));
    }

    private Origin origin(Event event) {
        return event.getStartMark()
                .map((Mark mark) -> new Origin(name, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Origin.of(name));
    }
}
