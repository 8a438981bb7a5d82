package io.github.kitmaven.report;

import io.github.kitmaven.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plan does with one object, in lines: what, why, and each field that changes. */
final class ObjectText {
    /** Longer values get lines of their own. */
    private static final int SHORT = 60;

    private static final int LINES = 20;

    private final List<String> lines = new ArrayList<>();

    private ObjectText() {}

    static List<String> of(ObjectReport object) {
        ObjectText text = new ObjectText();
        text.object(object);
        return text.lines;
    }

    private void object(ObjectReport object) {
        String sign = switch (object.action()) {
            case "create" -> "+ ";
            case "update" -> "~ ";
            case "replace" -> "-/+ ";
            case "delete" -> "- ";
            default -> "  ";
        };
        String why = object.reason().equals(Step.NOT_THERE) ? "" : "  (" + object.reason() + ")";
        lines.add(sign + object.title() + why + (object.unchecked() ? " *" : ""));
        object.changes().forEach(this::change);
    }

    private void change(ChangeReport change) {
        if (isShort(change.before().orElse("")) && isShort(change.after().orElse(""))) {
            lines.add("    " + change.path() + ": " + shown(change.before()) + " -> " + shown(change.after()));
            return;
        }
        lines.add("    " + change.path() + ":");
        List<String> old = lines(change.before());
        List<String> wanted = lines(change.after());
        int same = samePrefix(old, wanted);
        int sameEnd = sameSuffix(old.subList(same, old.size()), wanted.subList(same, wanted.size()));
        some("      - ", old.subList(same, old.size() - sameEnd));
        some("      + ", wanted.subList(same, wanted.size() - sameEnd));
    }

    private void some(String sign, List<String> values) {
        values.stream().limit(LINES).forEach(line -> lines.add(sign + line));
        if (values.size() > LINES) {
            lines.add(sign + "... " + (values.size() - LINES) + " more lines");
        }
    }

    private static List<String> lines(Optional<String> value) {
        return value.map(String::lines).orElseGet(Stream::empty).toList();
    }

    private static boolean isShort(String value) {
        return value.length() <= SHORT && value.indexOf('\n') < 0;
    }

    private static String shown(Optional<String> value) {
        return value.map(text -> text.isEmpty() ? "\"\"" : text).orElse("(none)");
    }

    private static int samePrefix(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    private static int sameSuffix(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size())
                && one.get(one.size() - 1 - same).equals(other.get(other.size() - 1 - same))) {
            same++;
        }
        return same;
    }
}
