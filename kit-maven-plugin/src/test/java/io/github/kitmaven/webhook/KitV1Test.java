package io.github.kitmaven.webhook;

import static io.github.kitmaven.webhook.Run.cluster;
import static io.github.kitmaven.webhook.Run.failed;
import static io.github.kitmaven.webhook.Run.object;
import static io.github.kitmaven.webhook.Run.web;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import io.github.kitmaven.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Held to what kit-deployer's webhook.js sent, recorded byte for byte from a run of it. Of the progress at the end the record
 * counts all clusters; the original left out the last, as it sent before it counted.
 */
class KitV1Test {
    @TempDir
    Path folder;

    @Test
    void aDeployIsToldAsTheOriginalToldIt() {
        Run run = new Run(Format.KIT_V1, "deploy", folder);
        ObjectResult job = object("migrate-0a", "'kit-deployer/original-name': 'migrate'", Action.CREATE);
        ClusterResult a = cluster("a", Status.SUCCEEDED, web(Action.UPDATE));
        ClusterResult b = cluster("b", Status.SUCCEEDED, web(Action.UPDATE), job);
        ClusterResult c = cluster("c", Status.SUCCEEDED);
        run.plan(a, b, c);
        run.applies("a", web(Action.UPDATE));
        run.finishes(a, 1, 3);
        run.applies("b", web(Action.UPDATE));
        run.applies("b", job);
        run.finishes(b, 2, 3);
        run.finishes(c, 3, 3);
        run.ends();

        assertSent(run, "success");
    }

    @Test
    void aFailureInOneClusterWinsAndAliasesAreUsed() {
        Run run = new Run(Format.KIT_V1, "deploy", folder);
        ObjectResult api = object(
                "api", "'kit-deployer/alias-name': 'public api', 'kit-deployer/original-name': 'x'", Action.UPDATE);
        ClusterResult a = cluster("a", Status.FAILED, failed(web(Action.UPDATE), Certainty.TIMED_OUT));
        ClusterResult b = cluster("b", Status.SUCCEEDED, web(Action.UPDATE), api);
        run.plan(a, b);
        run.applies("a", web(Action.UPDATE));
        run.finishes(a, 1, 2);
        run.applies("b", web(Action.UPDATE));
        run.applies("b", api);
        run.finishes(b, 2, 2);
        run.ends();

        assertSent(run, "failure");
    }

    @Test
    void aRollbackSaysSo() {
        Run run = new Run(Format.KIT_V1, "rollback", folder);
        ClusterResult a = cluster("a", Status.SUCCEEDED, web(Action.UPDATE));
        run.plan(a);
        run.applies("a", web(Action.UPDATE));
        run.finishes(a, 1, 1);
        run.ends();

        assertSent(run, "rollback");
    }

    @Test
    void whatWasDeletedOrNotTouchedIsNotToldOf() {
        Run run = new Run(Format.KIT_V1, "deploy", folder);
        ClusterResult a = cluster("a", Status.SUCCEEDED, web(Action.DELETE), object("api", "", Action.UNCHANGED));
        run.plan(a);
        run.applies("a", web(Action.DELETE));
        run.finishes(a, 1, 1);
        run.ends();
        assertThat(run.messages).isEmpty();
    }

    @Test
    void whatEndsAWaitAtOnceHasTheOriginalsWord() {
        Run run = new Run(Format.KIT_V1, "deploy", folder);
        ClusterResult a = cluster("a", Status.FAILED, failed(web(Action.UPDATE), Certainty.STUCK));
        run.plan(a);
        run.finishes(a, 1, 1);
        run.ends();
        assertThat(run.bodies()).hasSize(2).last().asString().contains("\"FAILURE\",\"reason\":\"EventError\"");
    }

    @Test
    void anImageIsToldOfByItsRepository() {
        Run run = new Run(Format.KIT_V1, "commit-image", folder);
        new KitV1(new RunFacts("commit-image", Run.INFO, text -> text, java.time.Clock.systemUTC()), run)
                .image(new ImageNews(
                        ImageNews.Outcome.COMMITTED,
                        Optional.of("r.io/acme/web:2"),
                        Optional.of("images/acme/web/master.yaml"),
                        Optional.of("main"),
                        Optional.of("abc"),
                        Optional.empty(),
                        ""));
        assertThat(run.messages.get(0).name()).isEqualTo("acme/web");
        assertThat(run.bodies())
                .containsExactly(
                        "{\"uuid\":\"u-1\",\"name\":\"commit-image\",\"provider\":\"CodeShip/Kubernetes\",\"build\":{\"phase\":\"COMPLETED\",\"status\":\"SUCCESS\",\"scm\":{\"branch\":\"main\",\"commit\":\"abc\"},\"parameters\":{\"IMAGE\":\"r.io/acme/web:2\"},\"artifacts\":{}}}");
    }

    private static void assertSent(Run run, String title) {
        JsonNode scenario = StreamSupport.stream(
                        Golden.read("webhooks-kit-v1.json").spliterator(), false)
                .filter(it -> it.get("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
        List<JsonNode> messages = Golden.each(scenario.get("messages")).toList();
        assertThat(run.bodies())
                .isEqualTo(messages.stream().map(it -> it.get("body").asText()).toList());
        assertThat(run.messages.stream().map(it -> "/hooks/" + it.name()).toList())
                .isEqualTo(messages.stream().map(it -> it.get("path").asText()).toList());
        assertThat(run.messages).allMatch(it -> it.contentType().equals("application/json"));
    }
}
