package io.github.kitmaven.plan;

import io.github.kitmaven.model.KitLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an object is updated, in a few words: what the repo changed, and what somebody else did. */
final class Reason {
    private static final int SHORT = 40;

    private final List<String> words = new ArrayList<>();

    private Reason() {}

    /**
     * Words the reason.
     *
     * @param ours whether kit applied the object before
     * @param sameHash whether the repo wants what it wanted then, so that any difference is drift
     * @param changes the fields that change, masked
     * @param managers the managers that fields are taken from
     */
    static String of(boolean ours, boolean sameHash, List<FieldChange> changes, Collection<String> managers) {
        Reason reason = new Reason();
        if (ours) {
            reason.explain(sameHash, changes, managers);
        } else {
            reason.words.add(
                    managers.isEmpty() ? "not applied by kit before" : "taken over from " + joined(managers.stream()));
        }
        return String.join("; ", reason.words);
    }

    private void explain(boolean sameHash, List<FieldChange> changes, Collection<String> managers) {
        List<FieldChange> telling = changes.stream()
                .filter(change -> !isLeftover(change) && !isSwitch(change))
                .toList();
        changes.stream()
                .filter(Reason::isSwitch)
                .forEach(change -> words.add("switched from deploy "
                        + change.before().orElse("") + " to " + change.after().orElse("")));
        List<FieldChange> drift = telling.stream()
                .filter(change ->
                        change.byHand() || (sameHash && change.owners().isEmpty()))
                .toList();
        List<FieldChange> taken = telling.stream()
                .filter(change -> !change.byHand() && !change.owners().isEmpty())
                .toList();
        repo(telling.stream()
                .filter(change -> !drift.contains(change) && !taken.contains(change))
                .toList());
        if (!taken.isEmpty()) {
            words.add("taken over from " + owners(taken));
        }
        if (!drift.isEmpty()) {
            words.add("drift: " + drift(drift));
        }
        if (words.isEmpty()) {
            words.add(
                    managers.isEmpty()
                            ? "only the ownership of fields changes"
                            : "taken over from " + joined(managers.stream()));
        }
    }

    private void repo(List<FieldChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        boolean image = changes.stream().allMatch(change -> change.path().endsWith(".image"));
        words.add(
                image ? "image changed" : changes.size() == 1 ? "1 field changed" : changes.size() + " fields changed");
    }

    private static String drift(List<FieldChange> drift) {
        FieldChange first = drift.get(0);
        String by = owners(drift).isEmpty() ? "" : ", by " + owners(drift);
        return drift.size() == 1
                ? told(first, last(first.path())) + by
                : drift.size() + " fields" + by + ": " + told(first, first.path()) + ", ...";
    }

    private static String told(FieldChange change, String name) {
        if (change.before().isEmpty()) {
            return change.path() + " is gone, want " + cut(change.after().orElse(""));
        }
        if (change.after().isEmpty()) {
            return "added to " + parent(change.path()) + ": " + last(change.path());
        }
        return name + " " + cut(change.before().get()) + ", want "
                + cut(change.after().get());
    }

    /** A Service that kit leads to the Deployments of another deploy, as its strategy has it; the repo wants what it wanted. */
    private static boolean isSwitch(FieldChange change) {
        return change.path().equals("spec.selector." + KitLabels.ID)
                && change.owners().isEmpty()
                && change.before().isPresent()
                && change.after().isPresent();
    }

    private static boolean isLeftover(FieldChange change) {
        return Ownership.LEFTOVERS.stream().anyMatch(name -> change.path().contains(name));
    }

    private static String owners(List<FieldChange> changes) {
        return joined(changes.stream().flatMap(change -> change.owners().stream()));
    }

    private static String joined(Stream<String> names) {
        return names.distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String last(String path) {
        String step = path.substring(parent(path).length());
        return step.replaceAll("^[.\\[]|]$", "");
    }

    /** Names with dots or slashes stand in brackets. */
    private static String parent(String path) {
        int end = path.endsWith("]") ? path.lastIndexOf('[') : path.lastIndexOf('.');
        return path.substring(0, Math.max(0, end));
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= SHORT ? line : line.substring(0, SHORT - 3) + "...";
    }
}
