package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ChangeSources.Field;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.SourceReport;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of each field that changes, the template's line and the layers that set what it prints. */
class ProvenanceTest {
    @TempDir
    private Path root;

    private final List<Event> events = new ArrayList<>();
    private LineHistory history = (folder, places) -> Optional.empty();

    @Test
    void aFieldComesFromItsTemplateAndTheLayersThatItPrints() {
        Desired dev = rendered();
        Provenance provenance = provenance();

        Map<Field, List<SourceReport>> sources = provenance.of(changing(
                dev, "spec.replicas", "spec.template.spec.containers[web].image", "metadata.labels[acme/team]"));

        Manifest web = dev.manifests().get(0);
        assertThat(sources.get(Field.of(web, change("spec.replicas"))))
                .containsExactly(
                        source("template", "", "resources/web.mustache", 7),
                        source("cluster", "replicas", "clusters/dev/configuration-var.yaml", 2));
        assertThat(sources.get(Field.of(web, change("spec.template.spec.containers[web].image"))))
                .containsExactly(
                        source("template", "", "resources/web.mustache", 12),
                        source("image", "web.image", "images/acme/web/master.yaml", 1));
        assertThat(sources).as("what kit adds has no source").hasSize(2);
        assertThat(events).isEmpty();
    }

    @Test
    void gitTellsWhoSetIt() {
        Desired dev = rendered();
        Blame blame = new Blame.Changed(
                "0123456789abcdef0123456789abcdef01234567",
                new Person("Ann", "ann@example.com"),
                Instant.EPOCH,
                "Scale web up",
                false);
        history = (folder, places) -> Optional.of(places.stream()
                .filter(place -> place.file().equals("clusters/dev/configuration-var.yaml"))
                .collect(Collectors.toMap(place -> place, place -> blame)));

        assertThat(provenance().of(changing(dev, "spec.replicas")).values())
                .containsExactly(List.of(
                        source("template", "", "resources/web.mustache", 7),
                        new SourceReport(
                                "cluster",
                                "replicas",
                                "clusters/dev/configuration-var.yaml",
                                2,
                                Optional.of("0123456789abcdef0123456789abcdef01234567"),
                                Optional.of("Ann"))));
    }

    @Test
    void whatDoesNotChangeIsNotRendered() {
        Desired dev = rendered();
        Supplier<Render.Request> never = () -> {
            throw new UserException(Diagnostic.of("not with these parameters", "leave it"));
        };
        assertThat(new Provenance(Map.of(), NoSops.create(), never, history, events::add).of(changing(dev)))
                .isEmpty();
        Folders.write(root.resolve("kit.yaml"), "broken: [");
        assertThat(provenance().of(changing(dev))).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void aRepoThatCanNoLongerBeRenderedIsWarnedOf() {
        Desired dev = rendered();
        Folders.write(root.resolve("kit.yaml"), "broken: [");

        assertThat(provenance().of(changing(dev, "spec.replicas"))).isEmpty();

        assertThat(events)
                .singleElement()
                .asString()
                .contains("The reports don't tell where the changes in cluster dev come from");
    }

    private Desired rendered() {
        Repo.in(root, "3")
                .with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources:
                          web: {file: web.mustache, containers: {web: {image_tag: acme/web}}}
                        """)
                .with("base-var.yaml", "kind: ResourceConfig\nreplicas: 1\n")
                .with("type/develop-var.yaml", "kind: ResourceConfig\nmetadata: {type: develop}\n")
                .with("clusters/dev/cluster.yaml", "kind: ClusterNamespace\nmetadata: {name: dev, type: develop}\n")
                .with("clusters/dev/configuration-var.yaml", "kind: ResourceConfig\nreplicas: 3\n")
                .with("images/acme/web/master.yaml", "image: acme/web:2\n")
                .with("resources/web.mustache", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        {{#web}}
                        spec:
                          replicas: {{replicas}}
                          template:
                            spec:
                              containers:
                              - name: web
                                image: {{image}}
                        {{/web}}
                        """);
        return new Render(Map.of(), NoSops.create(), events::add)
                .run(request())
                .desired()
                .get(0);
    }

    private Render.Request request() {
        return new Render.Request(root, Selection.of("", "", ""), DeployId.NONE, Optional.empty());
    }

    private Provenance provenance() {
        return new Provenance(Map.of(), NoSops.create(), this::request, history, events::add);
    }

    private static ClusterResult changing(Desired desired, String... paths) {
        List<FieldChange> changes =
                List.of(paths).stream().map(ProvenanceTest::change).toList();
        Step step = new Step(desired.manifests().get(0), Action.UPDATE, "changed", changes, false, false);
        return new ClusterResult(
                desired.cluster(),
                Status.SUCCEEDED,
                List.of(new ObjectResult(step, Optional.empty(), Optional.empty())),
                List.of());
    }

    private static FieldChange change(String path) {
        return new FieldChange(path, Optional.of("a"), Optional.of("b"));
    }

    private static SourceReport source(String what, String name, String file, int line) {
        return new SourceReport(what, name, file, line, Optional.empty(), Optional.empty());
    }
}
