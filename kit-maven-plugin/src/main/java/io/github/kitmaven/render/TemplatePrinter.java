package io.github.kitmaven.render;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.HtmlEscape;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Template.Include;
import io.github.kitmaven.render.Template.Name;
import io.github.kitmaven.render.Template.Part;
import io.github.kitmaven.render.Template.Section;
import io.github.kitmaven.render.Template.Text;
import io.github.kitmaven.render.Template.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints a template with its data.
 *
 * <p>Source of the rules for version "2": mustache.js 2.2.1. Version "3" escapes nothing, and refuses to print what is
 * not there or has no text.
 */
final class TemplatePrinter {
    private static final int USUAL = 1024;
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int MOST_ROUNDS = 10_000_000;

    private final String file;
    private final boolean strict;
    private final Tracer tracer;
    private final StringBuilder out = new StringBuilder(USUAL);
    private final SecretRanges.Builder secret = new SecretRanges.Builder();
    private final Deque<Name> including = new ArrayDeque<>();
    private final Problems problems = new Problems();
    private int rounds;

    private TemplatePrinter(String file, FormatVersion version, Tracer tracer) {
        this.file = file;
        this.strict = !version.likeOriginal();
        this.tracer = tracer;
    }

    /** What a template printed, and where in it secret values are. */
    record Printed(String text, SecretRanges secret) {}

    static Printed print(Template template, Mapping data, FormatVersion version) {
        return print(template, data, version, Tracer.DEAF);
    }

    static Printed print(Template template, Mapping data, FormatVersion version, Tracer tracer) {
        TemplatePrinter printer = new TemplatePrinter(template.file(), version, tracer);
        printer.print(template.parts(), Scope.of(data));
        printer.problems.throwIfAny();
        return new Printed(printer.out.toString(), printer.secret.build());
    }

    private void print(List<Part> parts, Scope scope) {
        if (++rounds > MOST_ROUNDS) {
            throw tooMuch("repeats its sections more than " + MOST_ROUNDS + " times");
        }
        for (Part part : parts) {
            if (part instanceof Text text) {
                tracer.printing(part, scope, out.length());
                append(text.text());
            } else if (part instanceof Variable variable) {
                tracer.printing(part, scope, out.length());
                print(variable, scope);
            } else {
                tracer.entering(part, scope);
                if (part instanceof Section section) {
                    print(section, scope);
                } else {
                    print((Include) part, scope);
                }
                tracer.leaving();
            }
        }
    }

    private void print(Include include, Scope scope) {
        including.push(include.name());
        print(include.template().parts(), scope);
        including.pop();
    }

    private void print(Variable variable, Scope scope) {
        if (variable.name().isComment()) {
            return;
        }
        Optional<Value> value = scope.find(variable.name()).filter(it -> !it.isNull());
        if (strict) {
            check(variable.name(), value, scope);
        }
        int start = out.length();
        String text = value.isPresent() ? value.get().text() : "";
        if (variable.escaped() && !strict) {
            HtmlEscape.append(text, out);
        } else {
            append(text);
        }
        if (value.isPresent() && value.get().secret()) {
            secret.add(start, out.length());
        }
    }

    private void append(String text) {
        out.append(text);
        if (out.length() > LONGEST) {
            throw tooMuch("prints more than " + LONGEST / 1024 / 1024 + " MB");
        }
    }

    private UserException tooMuch(String what) {
        return new UserException(Diagnostic.at(
                Origin.of(file), "The template " + what, "Look for sections that repeat lists within lists"));
    }

    private void check(Name name, Optional<Value> value, Scope scope) {
        if (value.isEmpty()) {
            boolean isNull = scope.find(name).isPresent();
            problems.add(Diagnostic.at(
                    name.origin(),
                    name.text() + (isNull ? " is null" : " is not there") + included(),
                    isNull
                            ? "Give it a value in a layer, or guard it with {{#" + name.text() + "}}"
                            : Nearest.advice(name.text(), scope.namesLike(name))));
        } else if (!(value.get() instanceof Scalar)) {
            String what = value.get() instanceof Sequence ? "a list" : "a map";
            problems.add(Diagnostic.at(
                    name.origin(),
                    name.text() + " is " + what + ", which can't be printed" + included(),
                    "Print its parts within {{#" + name.text() + "}}"));
        }
    }

    /** The way from the place at fault up to the template that includes it. */
    private String included() {
        return including.isEmpty()
                ? ""
                : including.stream()
                        .map(name -> name.origin().toString())
                        .collect(Collectors.joining(", ", " (included at ", ")"));
    }

    private void print(Section section, Scope scope) {
        Optional<Value> value = scope.find(section.name()).filter(Value::truthy);
        if (!section.inverted()) {
            if (value.isPresent()) {
                printEach(section, value.get(), scope);
            }
        } else if (value.filter(it -> !isEmptyList(it)).isEmpty()) {
            print(section.parts(), scope);
        }
    }

    private static boolean isEmptyList(Value value) {
        return value instanceof Sequence list && list.elements().isEmpty();
    }

    private void printEach(Section section, Value value, Scope scope) {
        if (value instanceof Sequence list) {
            for (Value element : list.elements()) {
                print(section.parts(), scope.inner(element));
            }
        } else if (value instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN) {
            print(section.parts(), scope);
        } else {
            print(section.parts(), scope.inner(value));
        }
    }
}
