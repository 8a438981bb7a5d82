package io.github.kitmaven.webhook;

import static io.github.kitmaven.webhook.Run.cluster;
import static io.github.kitmaven.webhook.Run.failed;
import static io.github.kitmaven.webhook.Run.image;
import static io.github.kitmaven.webhook.Run.object;
import static io.github.kitmaven.webhook.Run.web;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cdevents.CDEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event is read by CloudEvents' own reader, and its data held to the schema that CDEvents have for its type. */
class CdEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aDeployIsAPipelineRunOfATaskRunForEachClusterAndServicesThatChange() throws IOException {
        Run run = new Run(Format.CLOUDEVENTS, "deploy", folder);
        ClusterResult a = cluster(
                "a",
                Status.SUCCEEDED,
                web(Action.UPDATE, image("r.io/acme/web:1", "r.io/acme/web:2")),
                object("api", "", Action.CREATE),
                object("old", "", Action.DELETE),
                object("same", "", Action.UNCHANGED));
        ClusterResult b = cluster("b", Status.FAILED, failed(web(Action.UPDATE), Certainty.STUCK));
        ClusterResult c = cluster("c", Status.SUCCEEDED, object("same", "", Action.UNCHANGED));
        run.plan(a, b, c);
        run.applies("a", web(Action.UPDATE));
        run.finishes(a, 1, 3);
        run.applies("b", web(Action.UPDATE));
        run.finishes(b, 2, 3);
        run.finishes(c, 3, 3);
        run.ends();

        List<JsonNode> events = valid(run);
        assertThat(events.stream().map(CdEventsTest::title).toList())
                .containsExactly(
                        "pipelinerun.started u-1",
                        "taskrun.started u-1/a",
                        "taskrun.finished u-1/a",
                        "service.upgraded web",
                        "service.deployed api",
                        "service.removed old",
                        "taskrun.started u-1/b",
                        "taskrun.finished u-1/b",
                        "pipelinerun.finished u-1");
        assertThat(events.get(1).get("customData")).isEqualTo(JSON.readTree("""
                {"uuid": "u-1", "type": "promotion", "status": "in-progress", "by": "ann", "cluster": "a", "resources": [
                 {"name": "web", "failed": false, "changes": 1, "objects":
                   [{"object": "Deployment shop/web", "action": "update", "images": ["r.io/acme/web:2"]}]},
                 {"name": "api", "failed": false, "changes": 1, "objects":
                   [{"object": "Deployment shop/api", "action": "create", "images": ["r.io/acme/api:2"]}]},
                 {"name": "old", "failed": false, "changes": 1, "objects":
                   [{"object": "Deployment shop/old", "action": "delete", "images": ["r.io/acme/old:2"]}]}]}
                """));
        assertThat(events.get(3).at("/subject/content")).isEqualTo(JSON.readTree("""
                {"environment": {"id": "a"}, "artifactId": "pkg:oci/web?repository_url=r.io%2Facme%2Fweb&tag=2"}
                """));
        assertThat(events.get(7).at("/subject/content/outcome").asText()).isEqualTo("failure");
        assertThat(events.get(7).at("/subject/content/errors").asText())
                .isEqualTo("Deployment shop/web in cluster b is <unhealthy>. Mend it.");
        assertThat(events.get(8).at("/customData/progress/failed").asInt()).isEqualTo(1);
    }

    @Test
    void aRollbackRollsServicesBack() throws IOException {
        Run run = new Run(Format.CLOUDEVENTS, "rollback", folder);
        ClusterResult a = cluster("a", Status.SUCCEEDED, web(Action.UPDATE));
        run.plan(a);
        run.applies("a", web(Action.UPDATE));
        run.finishes(a, 1, 1);
        run.ends();
        List<JsonNode> events = valid(run);
        assertThat(title(events.get(3))).isEqualTo("service.rolledback web");
        assertThat(events.get(3).at("/customData/type").asText()).isEqualTo("rollback");
    }

    @Test
    void whereClustersAreSwitchedTogetherTheEndTellsOfEach() throws IOException {
        Run run = new Run(Format.CLOUDEVENTS, "deploy", folder);
        ClusterResult a = cluster("a", Status.SUCCEEDED, web(Action.UPDATE));
        run.plan(a);
        run.applies("a", web(Action.UPDATE));
        run.switches(a);
        run.ends();
        assertThat(valid(run).stream().filter(it -> title(it).startsWith("taskrun.finished")))
                .hasSize(1);
    }

    @Test
    void theFleetIsEnvironmentsThatComeChangeAndGoAndAListOfAll() throws IOException {
        Run run = new Run(Format.CLOUDEVENTS, "deploy", folder);
        notifier(run).fleet(SlackTextTest.fleet());
        List<JsonNode> events = valid(run);
        assertThat(events.stream().map(CdEventsTest::title).toList())
                .containsExactly(
                        "environment.created eu-2",
                        "environment.modified eu-1",
                        "environment.deleted old-1",
                        "taskrun.finished u-1/fleet");
        assertThat(events.get(3).at("/customData/fleet/clusters").size()).isEqualTo(2);
        assertThat(events.get(0).at("/customData/cluster/type").asText()).isEqualTo("production");
    }

    @Test
    void anImageIsATaskRunThatEndsWellOrNot() throws IOException {
        Run run = new Run(Format.CLOUDEVENTS, "commit-image", folder);
        notifier(run).image(SlackTextTest.held());
        notifier(run).image(ImageNews.failed("the server rejects it"));
        List<JsonNode> events = valid(run);
        assertThat(events.get(0).at("/customData/status").asText()).isEqualTo("held");
        assertThat(events.get(1).at("/subject/content/errors").asText()).isEqualTo("the server rejects it");
    }

    @Test
    void imagesAreNamedAsPackagesAre() {
        assertThat(Purl.of("localhost:5000/web")).isEqualTo("pkg:oci/web?repository_url=localhost%3A5000%2Fweb");
        assertThat(Purl.of("r.io/acme/web:1@sha256:0a"))
                .isEqualTo("pkg:oci/web@sha256%3A0a?repository_url=r.io%2Facme%2Fweb&tag=1");
    }

    private static Notifier notifier(Run run) {
        return new CdEvents(new RunFacts("commit-image", Run.INFO, text -> text, java.time.Clock.systemUTC()), run);
    }

    private static String title(JsonNode event) {
        String type = event.at("/context/type").asText();
        return type.replaceFirst("dev.cdevents.", "").replace(".0.1.1", "") + " "
                + event.at("/subject/id").asText();
    }

    private static List<JsonNode> valid(Run run) throws IOException {
        SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        List<JsonNode> events = new java.util.ArrayList<>();
        for (Message message : run.messages) {
            assertThat(message.contentType()).isEqualTo("application/cloudevents+json");
            CloudEvent event = new JsonFormat().deserialize(message.body().getBytes(StandardCharsets.UTF_8));
            JsonNode data = JSON.readTree(event.getData().toBytes());
            assertThat(event.getType()).isEqualTo(data.at("/context/type").asText());
            assertThat(event.getId()).isEqualTo(data.at("/context/id").asText());
            String name = event.getType().replaceFirst("dev.cdevents.(\\w+).(\\w+).*", "$1$2");
            try (InputStream text = CDEvents.class.getResourceAsStream("spec/schemas/" + name + ".json")) {
                Schema schema = schemas.getSchema(text);
                assertThat(schema.validate(JSON.readTree(data.toString())))
                        .as(data.toPrettyString())
                        .isEmpty();
            }
            events.add(data);
        }
        assertThat(events.stream().map(it -> it.at("/context/id").asText()).distinct())
                .hasSameSizeAs(events);
        return events;
    }
}
