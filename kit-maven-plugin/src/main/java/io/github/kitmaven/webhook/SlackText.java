package io.github.kitmaven.webhook;

import io.github.kitmaven.report.ClusterReport;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.ProblemReport;
import io.github.kitmaven.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a run in a few lines for people, as Slack's incoming webhooks take them, and Mattermost's, Rocket.Chat's and
 * others' do, too.
 *
 * @see <a href="https://api.slack.com/reference/surfaces/formatting">how Slack formats text</a>
 */
final class SlackText implements Notifier {
    /** Slack cuts what is longer than 4,000 characters. */
    private static final int LONGEST = 3500;

    private static final int LONGEST_LINE = 400;
    private static final int MOST_LINES = 8;

    private final RunFacts facts;
    private final Outbox outbox;

    SlackText(RunFacts facts, Outbox outbox) {
        this.facts = facts;
        this.outbox = outbox;
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        if (outbox.wants(Topic.BEGIN)) {
            send(Topic.BEGIN, List.of("*kit:" + facts.goal() + "* begins: " + clusters(clusters.size()) + by()));
        }
    }

    @Override
    public void ended(RunReport report) {
        if (!outbox.wants(Topic.END)) {
            return;
        }
        Alike images = new Alike();
        Alike failures = new Alike();
        Counts counts = new Counts();
        for (ClusterReport cluster : report.clusters()) {
            if (cluster.failed()) {
                cluster.problems().stream()
                        .findFirst()
                        .ifPresent(problem -> failures.add(words(problem, cluster.name()), cluster.name()));
            } else {
                images.addImages(cluster);
                counts.add(cluster);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(headline(report));
        report.problems().stream().limit(MOST_LINES).forEach(problem -> lines.add(escaped(words(problem, ""))));
        lines.addAll(failures.lines(MOST_LINES).stream().map(SlackText::escaped).toList());
        lines.addAll(images.lines(MOST_LINES).stream().map(SlackText::escaped).toList());
        counts.line().ifPresent(lines::add);
        send(Topic.END, lines);
    }

    private String headline(RunReport report) {
        int done = report.progress().successful() + report.progress().superseded();
        return "*kit:" + facts.goal() + "* " + (report.successful() ? "succeeded" : "failed") + ": " + done + " of "
                + clusters(report.progress().found()) + " in "
                + String.format(Locale.ROOT, "%.1f s", report.seconds())
                + report.shard().map(shard -> " (" + shard + ")").orElse("") + by();
    }

    private static String clusters(int count) {
        return Console.count(count, "cluster");
    }

    private String by() {
        String by = facts.info().by();
        return (by.isEmpty() ? "" : ", by " + escaped(facts.mask().apply(by)))
                + facts.info().build().map(facts.mask()).map(SlackText::link).orElse("");
    }

    private static String link(String build) {
        return build.startsWith("http") && !build.contains("|") && !build.contains(">")
                ? " (<" + escaped(build) + "|build>)"
                : " (build " + escaped(build) + ")";
    }

    /** The first line, in which the cluster's own name is no difference to others. */
    private static String words(ProblemReport problem, String cluster) {
        String text = problem.message().lines().findFirst().orElse("");
        return cluster.isEmpty() ? text : text.replace(" in cluster " + cluster, "");
    }

    @Override
    public void fleet(FleetNews news) {
        if (news.isNews()) {
            List<String> lines = new ArrayList<>();
            lines.add("*Clusters of the deployments repo* (" + news.clusters().size() + ")");
            listed("added", news.added()).ifPresent(lines::add);
            listed("changed", news.changed()).ifPresent(lines::add);
            listed("removed", news.removed()).ifPresent(lines::add);
            send(Topic.FLEET, lines);
        }
    }

    private static Optional<String> listed(String what, List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(escaped(what + ": " + Console.listed(names)));
    }

    @Override
    public void image(ImageNews news) {
        String image = news.image().orElse("the image");
        String where = news.file().map(it -> " to " + it).orElse("");
        String line = switch (news.outcome()) {
            case COMMITTED ->
                "*kit:commit-image* committed " + escaped(image + where)
                        + news.replaced()
                                .map(old -> escaped(", in place of " + old))
                                .orElse("");
            case HELD -> "*kit:commit-image* did not commit " + escaped(image + where + ": " + news.reason());
            case FAILED -> "*kit:commit-image* failed: " + escaped(news.reason());
        };
        send(Topic.IMAGE, List.of(line + by()));
    }

    /** What Slack takes for its own signs. */
    static String escaped(String text) {
        String cut = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void send(Topic topic, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() < LONGEST) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }
        outbox.put(topic, new Message("", "", Json.TYPE, Json.text(Json.object().put("text", text.toString()))));
    }
}
