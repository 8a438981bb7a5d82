package io.github.kitmaven.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.git.Blame;
import io.github.kitmaven.model.Origin;
import java.util.Locale;

/**
 * An explanation for machines. A key once in it keeps its meaning; new ones may join.
 *
 * <pre>
 * version   1
 * cluster   the cluster's name
 * namespace the namespace, where the cluster sets some apart
 * resource  the resource's name, unless only the cluster's vars were looked at
 * git       whether the repo is in a git repository
 * line      where a rendered line was asked for: file, line, text, and source (file, line) in the template
 * values    the value asked for, or those that decide on the line; of each:
 *   path      the path to it
 *   role      asked, printed, guard, inverted-guard
 *   tag       name, file, line and column of the template's tag, where one asks for it
 *   value     the value, secrets masked; not there where a section asks for what isn't there
 *   settings  every place that set it, the highest layer first; of each:
 *     layer     parameter, image, env file, namespace, cluster, group, type, base, file
 *     file, line, column, value
 *     holds     whether this is the value that holds in the end
 *     note      why it holds or doesn't, where that isn't plain
 *     commit, author, email, time, subject   from git blame; shallow where older history is not here
 *     uncommitted                            true, in place of a commit
 * </pre>
 */
public final class ExplainJson {
    /** The format's version; raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Explanation explanation;
    private final Shown shown;

    private ExplainJson(Explanation explanation) {
        this.explanation = explanation;
        this.shown = new Shown(explanation.secrets());
    }

    /**
     * Writes an explanation.
     *
     * @param explanation the explanation
     * @return one JSON document, without a line end behind it
     */
    public static String of(Explanation explanation) {
        try {
            return JSON.writeValueAsString(new ExplainJson(explanation).tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    private ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("version", VERSION);
        tree.put("cluster", explanation.cluster());
        if (!explanation.namespace().isEmpty()) {
            tree.put("namespace", explanation.namespace());
        }
        explanation.resource().ifPresent(resource -> tree.put("resource", resource));
        tree.put("git", explanation.history().isPresent());
        explanation.line().ifPresent(line -> {
            ObjectNode node = put(tree.putObject("line"), line.output());
            node.put("text", explanation.text(line));
            put(node.putObject("source"), line.printed().source());
        });
        var values = tree.putArray("values");
        explanation.values().forEach(value -> values.add(value(value)));
        return tree;
    }

    private ObjectNode value(Explained explained) {
        ObjectNode node = JSON.createObjectNode();
        node.put("path", explained.path());
        node.put("role", explained.role().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        explained.tag().ifPresent(tag -> put(node.putObject("tag").put("name", tag.name()), tag.origin()));
        explained
                .value()
                .ifPresent(value -> node.set("value", explained.secret() ? Shown.masked() : shown.json(value)));
        var settings = node.putArray("settings");
        explained.settings().forEach(setting -> settings.add(setting(setting, explained)));
        return node;
    }

    private ObjectNode setting(Setting setting, Explained explained) {
        ObjectNode node = JSON.createObjectNode();
        node.put("layer", setting.layer().label());
        put(node, setting.origin());
        boolean masked = explained.secret() && setting.holds();
        node.set("value", masked ? Shown.masked() : shown.json(setting.value()));
        node.put("holds", setting.holds());
        if (!setting.note().isEmpty()) {
            node.put("note", setting.note());
        }
        explanation.blame(setting.origin()).ifPresent(blame -> put(node, blame));
        return node;
    }

    private static ObjectNode put(ObjectNode node, Origin origin) {
        node.put("file", origin.file());
        if (origin.line() > 0) {
            node.put("line", origin.line());
        }
        if (origin.column() > 0) {
            node.put("column", origin.column());
        }
        return node;
    }

    private void put(ObjectNode node, Blame blame) {
        if (blame instanceof Blame.Changed changed) {
            node.put("commit", changed.commit());
            node.put("author", changed.author().name());
            node.put("email", changed.author().email());
            node.put("time", changed.time().toString());
            node.put("subject", shown.text(changed.subject()));
            if (changed.shallow()) {
                node.put("shallow", true);
            }
        } else if (blame instanceof Blame.Uncommitted) {
            node.put("uncommitted", true);
        }
    }
}
