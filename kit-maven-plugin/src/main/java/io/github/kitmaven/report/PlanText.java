package io.github.kitmaven.report;

import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** A plan as people read it: what changes, and what it changes from. */
final class PlanText {
    /** Longer values get lines of their own. */
    private static final int SHORT = 60;

    private static final int LINES = 20;

    private final List<String> lines = new ArrayList<>();

    private PlanText() {}

    /** The lines for one cluster. */
    static List<String> of(ClusterResult cluster) {
        PlanText text = new PlanText();
        text.lines.add("  " + cluster.name() + (cluster.cluster().sandbox() ? " (sandbox): " : ": ")
                + counts(cluster.counts()));
        cluster.objects().stream()
                .map(ObjectResult::step)
                .filter(step -> step.action() != Action.UNCHANGED)
                .forEach(text::step);
        if (cluster.objects().stream().anyMatch(object -> object.step().unchecked())) {
            text.lines.add("      * the cluster can't check it yet: its namespace or its kind comes with this deploy");
        }
        return text.lines;
    }

    /** Counts as words: {@code 2 to create, 1 to update, 5 unchanged}. */
    static String counts(Map<Action, Integer> counts) {
        StringJoiner words = new StringJoiner(", ");
        counts.forEach((action, count) -> words.add(count
                + switch (action) {
                    case CREATE -> " to create";
                    case UPDATE -> " to update";
                    case REPLACE -> " to replace";
                    case DELETE -> " to delete";
                    case UNCHANGED -> " unchanged";
                    case SKIP -> " left alone";
                }));
        return words.length() == 0 ? "no objects" : words.toString();
    }

    private void step(Step step) {
        String sign = switch (step.action()) {
            case CREATE -> "+ ";
            case UPDATE -> "~ ";
            case REPLACE -> "-/+ ";
            case DELETE -> "- ";
            case UNCHANGED, SKIP -> "  ";
        };
        String why = step.reason().equals(Step.NOT_THERE) ? "" : "  (" + step.reason() + ")";
        lines.add("    " + sign + step.key() + why + (step.unchecked() ? " *" : ""));
        step.changes().forEach(this::change);
    }

    private void change(FieldChange change) {
        String before = change.before().orElse("");
        String after = change.after().orElse("");
        if (isShort(before) && isShort(after)) {
            lines.add("        " + change.path() + ": " + shown(change.before()) + " -> " + shown(change.after()));
            return;
        }
        lines.add("        " + change.path() + ":");
        List<String> old = change.before()
                .map(String::lines)
                .orElseGet(java.util.stream.Stream::empty)
                .toList();
        List<String> wanted = change.after()
                .map(String::lines)
                .orElseGet(java.util.stream.Stream::empty)
                .toList();
        int same = samePrefix(old, wanted);
        int sameEnd = sameSuffix(old.subList(same, old.size()), wanted.subList(same, wanted.size()));
        some("          - ", old.subList(same, old.size() - sameEnd));
        some("          + ", wanted.subList(same, wanted.size() - sameEnd));
    }

    private void some(String sign, List<String> values) {
        values.stream().limit(LINES).forEach(line -> lines.add(sign + line));
        if (values.size() > LINES) {
            lines.add(sign + "... " + (values.size() - LINES) + " more lines");
        }
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
