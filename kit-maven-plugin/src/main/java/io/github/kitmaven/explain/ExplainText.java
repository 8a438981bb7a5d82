package io.github.kitmaven.explain;

import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.explain.Explained.Role;
import io.github.kitmaven.git.Blame;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** An explanation for a person at a terminal. */
public final class ExplainText {
    private static final int MOST_LINES = 60;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Explanation explanation;
    private final Shown shown;
    private final List<String> lines = new ArrayList<>();

    private ExplainText(Explanation explanation) {
        this.explanation = explanation;
        this.shown = new Shown(explanation.secrets());
    }

    /**
     * Words an explanation.
     *
     * @param explanation the explanation
     * @return its lines
     */
    public static List<String> of(Explanation explanation) {
        ExplainText text = new ExplainText(explanation);
        explanation.line().ifPresent(text::add);
        explanation.values().forEach(text::add);
        if (explanation.history().isEmpty()) {
            text.lines.add("");
            text.lines.add("The repo is in no git repository, so it is not known who changed these lines.");
        }
        return List.copyOf(text.lines);
    }

    private void add(Explanation.Line line) {
        lines.add(line.output() + " is: " + explanation.text(line).strip());
        lines.add("  from " + line.printed().source());
        addBlame(line.printed().source(), "       ");
        if (explanation.values().isEmpty()) {
            lines.add("  as it stands there: no value is printed on it, and no section is around it");
        }
    }

    private void add(Explained explained) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        explained.tag().ifPresent(tag -> lines.add(words(explained.role(), tag.name()) + " at " + tag.origin()));
        if (explained.value().isEmpty()) {
            lines.add(explained.path() + " is not there");
            return;
        }
        Value value = explained.value().get();
        boolean asked = explained.role() == Role.ASKED;
        String whose = (explanation.namespace().isEmpty() ? "" : ", namespace " + explanation.namespace())
                + explanation.resource().map(name -> " for resource " + name).orElse("");
        String subject = explained.path() + (asked ? " in cluster " + explanation.cluster() + whose : "");
        if (explained.secret() || value instanceof Scalar) {
            lines.add(subject + " is: " + (explained.secret() ? Secrets.MASK : shown.brief(value)));
        } else if (asked) {
            lines.add(subject + " is:");
            addYaml(shown.yaml(value));
        } else {
            lines.add(subject + " is " + shape(value));
        }
        explained.settings().forEach(setting -> add(setting, explained));
    }

    private static String words(Role role, String name) {
        return switch (role) {
            case ASKED, PRINTED -> "{{" + name + "}}";
            case GUARD -> "within {{#" + name + "}}";
            case INVERTED_GUARD -> "within {{^" + name + "}}";
        };
    }

    private static String shape(Value value) {
        return value instanceof Sequence list ? "a list of " + list.elements().size() : "a map";
    }

    private void addYaml(List<String> yaml) {
        yaml.stream().limit(MOST_LINES).forEach(line -> lines.add("    " + line));
        if (yaml.size() > MOST_LINES) {
            lines.add("    ... and " + (yaml.size() - MOST_LINES) + " more lines; name a longer path to see them");
        }
    }

    private void add(Setting setting, Explained explained) {
        boolean masked = explained.secret() && setting.holds();
        boolean whole = !(setting.value() instanceof Scalar) && (setting.holds() || explained.role() != Role.ASKED);
        String value = whole ? "" : "  " + (masked ? Secrets.MASK : shown.brief(setting.value()));
        String note = setting.note().isEmpty() ? "" : "  (" + setting.note() + ")";
        lines.add((setting.holds() ? "  => " : "     ")
                + pad(setting.layer().label(), width(explained, true)) + "  "
                + pad(setting.origin().toString(), value.isEmpty() && note.isEmpty() ? 0 : width(explained, false))
                + value + note);
        addBlame(setting.origin(), "     " + " ".repeat(width(explained, true)) + "  ");
    }

    /** How wide the column of layers or of places is. */
    private static int width(Explained explained, boolean ofLayers) {
        return explained.settings().stream()
                .mapToInt(setting -> ofLayers
                        ? setting.layer().label().length()
                        : setting.origin().toString().length())
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void addBlame(Origin place, String indent) {
        explanation.blame(place).ifPresent(blame -> {
            if (blame instanceof Blame.Changed changed) {
                lines.add(indent + changed.commit().substring(0, 10) + "  " + DATE.format(changed.time()) + "  "
                        + changed.author().name() + ": " + shown.text(changed.subject()));
                if (changed.shallow()) {
                    lines.add(indent + "(shallow clone: older history is not here)");
                }
            } else if (blame instanceof Blame.Uncommitted) {
                lines.add(indent + "not committed yet");
            } else {
                lines.add(indent + "(partial clone: the history of this file is not here)");
            }
        });
    }
}
