package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Template.Name;
import io.github.kitmaven.render.Template.Part;
import io.github.kitmaven.render.Template.Section;
import io.github.kitmaven.render.Template.Text;
import io.github.kitmaven.render.Template.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Nests the tokens of a template into sections.
 *
 * <p>Partials print nothing in version "2", as the original gives mustache.js none, and are refused in version "3".
 */
final class TemplateParser {
    private static final int DEEPEST = 100;

    private final FormatVersion version;
    private final Deque<Open> open = new ArrayDeque<>();

    private TemplateParser(FormatVersion version) {
        this.version = version;
    }

    /** A section whose end has not come yet; the template itself is one without a name. */
    private record Open(Name name, boolean inverted, List<Part> parts, StringBuilder text) {

        static Open section(Name name, boolean inverted) {
            return new Open(name, inverted, new ArrayList<>(), new StringBuilder());
        }

        void add(Part part) {
            endText();
            parts.add(part);
        }

        List<Part> all() {
            endText();
            return List.copyOf(parts);
        }

        private void endText() {
            if (text.length() > 0) {
                parts.add(new Text(text.toString()));
                text.setLength(0);
            }
        }
    }

    static Template parse(SourceText source, FormatVersion version) {
        return new TemplateParser(version).nest(new TagScanner(source).tokens(), Origin.of(source.name()));
    }

    private Template nest(List<Token> tokens, Origin whole) {
        open.push(Open.section(Name.of("", whole), false));
        tokens.forEach(this::add);
        if (open.size() > 1) {
            throw unclosed(open.getFirst().name());
        }
        return new Template(whole.file(), open.getFirst().all());
    }

    private void add(Token token) {
        Open section = open.getFirst();
        Name name = Name.of(token.text(), token.origin());
        checkEnd(token);
        switch (token.type()) {
            case TEXT -> section.text().append(token.text());
            case ESCAPED -> section.add(new Variable(name, true));
            case UNESCAPED -> section.add(new Variable(name, false));
            case SECTION -> begin(name, false);
            case INVERTED -> begin(name, true);
            case END -> close(name);
            case PARTIAL -> checkPartial(name);
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

    private void checkPartial(Name name) {
        if (!version.likeOriginal()) {
            throw new UserException(Diagnostic.at(
                    name.origin(),
                    "The partial " + name.text() + " can't be printed, for partials are not supported",
                    "Write the text here"));
        }
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
