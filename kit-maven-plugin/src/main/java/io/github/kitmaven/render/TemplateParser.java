package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Template.Include;
import io.github.kitmaven.render.Template.Name;
import io.github.kitmaven.render.Template.Part;
import io.github.kitmaven.render.Template.Section;
import io.github.kitmaven.render.Template.Text;
import io.github.kitmaven.render.Template.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Nests the tokens of a template into sections, and finds its partials.
 *
 * <p>Partials print nothing in version "2", as the original gives mustache.js none.
 */
final class TemplateParser {
    private static final int DEEPEST = 100;

    private final FormatVersion version;
    private final Partials partials;
    private final Deque<Open> open = new ArrayDeque<>();

    TemplateParser(FormatVersion version, Partials partials) {
        this.version = version;
        this.partials = partials;
    }

    /** Finds the templates that a template includes. */
    interface Partials {
        /** Finds one, with a space before each of its lines; throws {@link UserException} if it can't be included. */
        Template find(Name name, String indent);
    }

    /** A section whose end has not come yet; the template itself is one without a name. */
    private record Open(Name name, boolean inverted, List<Part> parts, List<Token> text) {

        static Open section(Name name, boolean inverted) {
            return new Open(name, inverted, new ArrayList<>(), new ArrayList<>());
        }

        void add(Part part) {
            endText();
            parts.add(part);
        }

        void addText(Token token) {
            if (!text.isEmpty() && !token.continues(text.get(text.size() - 1))) {
                endText();
            }
            text.add(token);
        }

        List<Part> all() {
            endText();
            return List.copyOf(parts);
        }

        private void endText() {
            if (!text.isEmpty()) {
                Origin begin = text.get(0).origin();
                parts.add(new Text(
                        text.stream().map(Token::text).collect(Collectors.joining()), begin.line(), begin.column()));
                text.clear();
            }
        }
    }

    /** Parses a template whose lines have a number of characters of space before them that are not in its file. */
    Template parse(SourceText source, int indent) {
        open.push(Open.section(Name.of("", Origin.of(source.name())), false));
        new TagScanner(source, indent, version).tokens().forEach(this::add);
        if (open.size() > 1) {
            throw unclosed(open.getFirst().name());
        }
        return new Template(source.name(), indent, open.getFirst().all());
    }

    private void add(Token token) {
        Open section = open.getFirst();
        Name name = Name.of(token.text(), token.origin());
        checkEnd(token);
        switch (token.type()) {
            case TEXT -> section.addText(token);
            case ESCAPED -> section.add(new Variable(name, true));
            case UNESCAPED -> section.add(new Variable(name, false));
            case SECTION -> begin(name, false);
            case INVERTED -> begin(name, true);
            case END -> close(name);
            case PARTIAL -> include(name, token.indent());
            case SILENT -> {}
        }
    }

    /** A forgotten end makes all up to the next tag's end a name; the original prints nothing for it. */
    private void checkEnd(Token token) {
        boolean named = token.type() != Token.Type.TEXT && token.type() != Token.Type.SILENT;
        if (named && token.text().indexOf('\n') >= 0 && !version.likeOriginal()) {
            throw new UserException(
                    Diagnostic.at(token.origin(), "This tag has no end in its line", "Close it with }}"));
        }
    }

    private void include(Name name, String indent) {
        if (version.likeOriginal()) {
            return;
        }
        if (name.text().isEmpty()) {
            throw new UserException(Diagnostic.at(
                    name.origin(), "This partial has no name", "Write {{> name}} for resources/name.mustache"));
        }
        open.getFirst().add(new Include(name, partials.find(name, indent)));
    }

    private void begin(Name name, boolean inverted) {
        if (open.size() > DEEPEST) {
            throw new UserException(
                    Diagnostic.at(name.origin(), "Sections nest deeper than " + DEEPEST + " levels", "Flatten them"));
        }
        open.push(Open.section(name, inverted));
    }

    private void close(Name name) {
        if (open.size() == 1) {
            throw new UserException(Diagnostic.at(
                    name.origin(),
                    "The section " + name.text() + " ends here, but none has begun",
                    "Remove {{/" + name.text() + "}}, or begin it with {{#" + name.text() + "}}"));
        }
        Open section = open.pop();
        if (!section.name().text().equals(name.text())) {
            throw unclosed(section.name());
        }
        open.getFirst().add(new Section(section.name(), section.inverted(), section.all()));
    }

    private static UserException unclosed(Name name) {
        return new UserException(Diagnostic.at(
                name.origin(),
                "The section " + name.text() + " begins here, but does not end before what surrounds it",
                "Close it with {{/" + name.text() + "}}"));
    }
}
