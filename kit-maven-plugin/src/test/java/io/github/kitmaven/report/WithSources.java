package io.github.kitmaven.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Passes a report on with a source for each change. */
record WithSources(RunListener to) implements RunListener {

    @Override
    public void ended(RunReport it) throws IOException {
        to.ended(new RunReport(
                it.version(),
                it.goal(),
                it.successful(),
                it.startedAt(),
                it.seconds(),
                it.commit(),
                it.by(),
                it.uuid(),
                it.deployId(),
                it.build(),
                it.shard(),
                it.progress(),
                it.problems(),
                it.failures(),
                it.clusters().stream().map(WithSources::cluster).toList(),
                it.events()));
    }

    private static ClusterReport cluster(ClusterReport it) {
        return new ClusterReport(
                it.name(),
                it.type(),
                it.environment(),
                it.sandbox(),
                it.allowFailure(),
                it.status(),
                it.counts(),
                it.problems(),
                it.objects().stream().map(WithSources::object).toList());
    }

    private static ObjectReport object(ObjectReport it) {
        return new ObjectReport(
                it.apiVersion(),
                it.kind(),
                it.namespace(),
                it.name(),
                it.alias(),
                it.resource(),
                it.images(),
                it.origin(),
                it.action(),
                it.reason(),
                it.unchecked(),
                it.changes().stream()
                        .map(change -> change(change, it.resource()))
                        .toList(),
                it.appliedAfter(),
                it.problem(),
                it.health());
    }

    private static ChangeReport change(ChangeReport it, String resource) {
        Optional<String> ada = Optional.of("Ada Byron");
        SourceReport template = new SourceReport(
                "template", "", "resources/" + resource + ".mustache", 14, Optional.of("51e0c2b9aa10"), ada);
        SourceReport layer = it.path().endsWith("image")
                ? new SourceReport(
                        "image",
                        resource + ".image",
                        "images/shop/" + resource + "/master.yaml",
                        1,
                        Optional.of("9f2c1e7ab04d"),
                        Optional.of("CI of " + resource))
                : new SourceReport("cluster", "replicas", "type/edge-var.yaml", 4, Optional.of("0b7d8d3a51e0"), ada);
        return new ChangeReport(it.path(), it.before(), it.after(), it.owners(), List.of(template, layer));
    }
}
