package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.render.Template.Include;
import io.github.kitmaven.render.Template.Name;
import io.github.kitmaven.render.Template.Part;
import io.github.kitmaven.render.Template.Section;
import io.github.kitmaven.render.Template.Text;
import io.github.kitmaven.render.Template.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of which template each character of a rendered file comes from. It is made by printing the file a second
 * time, for the few files and goals that ask, so that plain rendering neither waits for it nor keeps it.
 */
final class PrintTrace extends Tracer implements SourceMap {
    private final Template template;
    private final Mapping data;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private String text = "";
    private SecretRanges secret = SecretRanges.NONE;

    private PrintTrace(Template template, Mapping data) {
        this.template = template;
        this.data = data;
    }

    /** A section or partial that others stand in; the template itself is the outermost. */
    private record Frame(Optional<Frame> outer, Optional<Part> part, Scope scope, Template template) {}

    private record Step(int offset, Part part, Scope scope, Frame frame) {}

    static PrintTrace of(Template template, Mapping data, FormatVersion version) {
        PrintTrace trace = new PrintTrace(template, data);
        trace.frames.push(new Frame(Optional.empty(), Optional.empty(), Scope.of(data), template));
        TemplatePrinter.Printed printed = TemplatePrinter.print(template, data, version, trace);
        trace.text = printed.text();
        trace.secret = printed.secret();
        return trace;
    }

    @Override
    void printing(Part part, Scope scope, int offset) {
        steps.add(new Step(offset, part, scope, frames.getFirst()));
    }

    @Override
    void entering(Part part, Scope scope) {
        Frame around = frames.getFirst();
        Template inside = part instanceof Include include ? include.template() : around.template();
        frames.push(new Frame(Optional.of(around), Optional.of(part), scope, inside));
    }

    @Override
    void leaving() {
        frames.pop();
    }

    @Override
    public Origin source(int line, int column) {
        int start = lineStart(line);
        int end = lineEnd(start);
        int offset = start;
        for (int i = 1; i < column && offset < end; i++) {
            offset = text.offsetByCodePoints(offset, 1);
        }
        if (column > 0) {
            return place(offset);
        }
        while (offset < end && Character.isWhitespace(text.charAt(offset))) {
            offset++;
        }
        Origin first = place(offset < end ? offset : start);
        return new Origin(first.file(), first.line(), 0);
    }

    @Override
    public PrintedLine line(int line) {
        int start = lineStart(line);
        int end = lineEnd(start);
        Set<PrintedName> names = new LinkedHashSet<>();
        Set<PrintedName> guards = new LinkedHashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int stop = i + 1 < steps.size() ? steps.get(i + 1).offset() : text.length();
            boolean meets = step.offset() <= end && (stop > start || (stop == start && stop == step.offset()));
            if (meets) {
                addGuards(step.frame(), guards);
                if (step.part() instanceof Variable variable && !variable.name().isComment()) {
                    names.add(name(variable.name(), step.scope(), false));
                }
            }
        }
        return new PrintedLine(
                secret.mask(text, start, end), source(line, 0), data, List.copyOf(names), List.copyOf(guards));
    }

    private static void addGuards(Frame frame, Set<PrintedName> guards) {
        frame.outer().ifPresent(outer -> addGuards(outer, guards));
        if (frame.part().isPresent() && frame.part().get() instanceof Section section) {
            guards.add(name(section.name(), frame.scope(), section.inverted()));
        }
    }

    private static PrintedName name(Name name, Scope scope, boolean inverted) {
        return new PrintedName(name.text(), name.origin(), inverted, scope.find(name));
    }

    /** The place in a template that a character of the output comes from. */
    private Origin place(int offset) {
        int from = 0;
        for (int to = steps.size(); to - from > 1; ) {
            int middle = (from + to) >>> 1;
            if (steps.get(middle).offset() <= offset) {
                from = middle;
            } else {
                to = middle;
            }
        }
        if (steps.isEmpty()) {
            return Origin.of(template.file());
        }
        Step step = steps.get(from);
        return step.part() instanceof Variable variable
                ? variable.name().origin()
                : placeIn(
                        (Text) step.part(), offset - step.offset(), step.frame().template());
    }

    private static Origin placeIn(Text part, int index, Template template) {
        int line = part.line();
        int column = part.column();
        for (int i = 0; i < Math.min(index, part.text().length()); i++) {
            char c = part.text().charAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        return new Origin(template.file(), line, Math.max(1, column - template.indent()));
    }

    private int lineStart(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int newline = text.indexOf('\n', start);
            if (newline < 0 || newline + 1 == text.length()) {
                break;
            }
            start = newline + 1;
        }
        return start;
    }

    private int lineEnd(int start) {
        int newline = text.indexOf('\n', start);
        return newline < 0 ? text.length() : newline;
    }
}
