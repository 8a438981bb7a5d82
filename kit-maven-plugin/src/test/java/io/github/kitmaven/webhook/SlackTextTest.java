package io.github.kitmaven.webhook;

import static io.github.kitmaven.webhook.Run.cluster;
import static io.github.kitmaven.webhook.Run.failed;
import static io.github.kitmaven.webhook.Run.image;
import static io.github.kitmaven.webhook.Run.web;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackTextTest {
    private static final String BY = ", by ann (<https://ci.example.com/1?a=b&amp;c=d|build>)";

    @TempDir
    Path folder;

    @Test
    void whatChangedAlikeIsSaidOnce() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "deploy", folder);
        for (int i = 1; i <= 37; i++) {
            run.finishes(
                    cluster("eu-" + i, Status.SUCCEEDED, web(Action.UPDATE, image("acme/web:1", "acme/web:2"))), i, 38);
        }
        run.finishes(cluster("us-1", Status.SUCCEEDED, web(Action.UPDATE, image("acme/web:0", "acme/web:2"))), 38, 38);
        run.ends();

        assertThat(text(run)).isEqualTo("""
                *kit:deploy* succeeded: 38 of 38 clusters in 12.3 s%s
                web: acme/web:1 -&gt; acme/web:2 (37 clusters alike)
                web: acme/web:0 -&gt; acme/web:2 (us-1)
                objects: 38 updated""".formatted(BY));
    }

    @Test
    void whatFailedComesFirstAndItsSignsAreEscaped() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "deploy", folder);
        ClusterResult bad = cluster("a", Status.FAILED, failed(web(Action.UPDATE), Certainty.STUCK));
        run.finishes(bad, 1, 3);
        run.finishes(cluster("b", Status.FAILED, failed(web(Action.UPDATE), Certainty.STUCK)), 2, 3);
        run.finishes(cluster("c", Status.SUCCEEDED, web(Action.CREATE)), 3, 3);
        run.ends();

        assertThat(text(run)).isEqualTo("""
                *kit:deploy* failed: 1 of 3 clusters in 12.3 s%s
                Deployment shop/web is &lt;unhealthy&gt; (a, b)
                web: r.io/acme/web:2 (c)
                objects: 1 created""".formatted(BY));
    }

    @Test
    void whatEndedARunBeforeItHadClustersIsTold() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "deploy", folder);
        run.ends(Diagnostic.of("The name <x> & more is not known", "Add it"));
        assertThat(text(run)).endsWith("The name &lt;x&gt; &amp; more is not known");
    }

    @Test
    void aLongStoryIsCut() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "deploy", folder);
        Diagnostic[] problems = new Diagnostic[100];
        java.util.Arrays.setAll(problems, i -> Diagnostic.of(i + "&".repeat(10_000), "Mend it"));
        run.ends(problems);
        assertThat(text(run)).hasSizeLessThan(4000).doesNotEndWith("&am").contains("…");
    }

    @Test
    void theBeginIsToldWhereItIsWanted() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "rollback", folder);
        run.topics = EnumSet.of(Topic.BEGIN);
        run.plan(cluster("a", Status.PLANNED));
        run.ends();
        assertThat(text(run)).isEqualTo("*kit:rollback* begins: 1 cluster" + BY);
    }

    @Test
    void theFleetIsToldWhereItIsNews() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "deploy", folder);
        notifier(run).fleet(new FleetNews(Optional.of("abc"), fleet().clusters(), List.of(), List.of(), List.of()));
        assertThat(run.messages).isEmpty();
        notifier(run).fleet(fleet());
        assertThat(text(run)).isEqualTo("""
                *Clusters of the deployments repo* (2)
                added: eu-2
                changed: eu-1
                removed: old-1""");
    }

    @Test
    void anImageIsTold() throws JsonProcessingException {
        Run run = new Run(Format.SLACK, "commit-image", folder);
        notifier(run).image(held());
        assertThat(text(run))
                .isEqualTo(
                        "*kit:commit-image* did not commit r.io/acme/web:2 to images/acme/web/master.yaml: it stays at r.io/acme/web:1, held"
                                + BY);
    }

    static FleetNews fleet() {
        return new FleetNews(
                Optional.of("abc"),
                List.of(
                        new FleetNews.Member("eu-1", "production", "eu", "release", List.of("shop"), false),
                        new FleetNews.Member("eu-2", "production", "", "", List.of(), true)),
                List.of("eu-2"),
                List.of("eu-1"),
                List.of("old-1"));
    }

    static ImageNews held() {
        return new ImageNews(
                ImageNews.Outcome.HELD,
                Optional.of("r.io/acme/web:2"),
                Optional.of("images/acme/web/master.yaml"),
                Optional.of("main"),
                Optional.empty(),
                Optional.of("r.io/acme/web:1"),
                "it stays at r.io/acme/web:1, held");
    }

    private static Notifier notifier(Run run) {
        return new SlackText(new RunFacts("commit-image", Run.INFO, text -> text, java.time.Clock.systemUTC()), run);
    }

    private static String text(Run run) throws JsonProcessingException {
        assertThat(run.messages).hasSize(1);
        return new ObjectMapper().readTree(run.bodies().get(0)).get("text").asText();
    }
}
