package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.event.Event.StillWaiting;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.testing.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutWordsTest {
    private static final Cluster CLUSTER = new Cluster(
            "dev",
            "",
            "test",
            "",
            "",
            false,
            false,
            Optional.empty(),
            Path.of("cluster.yaml"),
            Path.of("kubeconfig.yaml"));

    private final List<Event> heard = new ArrayList<>();
    private final Manifest web = Trees.manifest(
            "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}, spec: {replicas: 7}}");

    private EventSink words(Manifest manifest) {
        Plan plan = new Plan("dev", List.of(Step.create(manifest, false)));
        return RolloutWords.of(
                new ClusterPlan.Ready(CLUSTER, plan, Map.of(), new Redaction(new Secrets())), heard::add);
    }

    private static RolloutChanged changed(ManifestKey key, String reason) {
        return new RolloutChanged("dev", key, RolloutState.PROGRESSING, reason);
    }

    @Test
    void whatIsSaidOfAnObjectLosesItsSecretsAndAllElseStays() {
        EventSink words = words(
                web.hiding(new SecretFields(Map.of(JsonPointer.compile("/spec/replicas"), "<secret>"), Set.of())));
        ManifestKey other = new ManifestKey("apps", "Deployment", "shop", "other");
        StillWaiting waiting = new StillWaiting("dev", 7, 7);

        words.on(changed(web.key(), "3 of 7 replicas are ready"));
        words.on(changed(other, "3 of 7 replicas are ready"));
        words.on(waiting);
        words.on(new Warned(Diagnostic.of("not allowed: 7", "Allow it")));

        assertThat(heard)
                .containsExactly(
                        changed(web.key(), "3 of <secret> replicas are ready"),
                        changed(other, "3 of 7 replicas are ready"),
                        waiting,
                        new Warned(Diagnostic.of("not allowed: <secret>", "Allow it")));
    }

    @Test
    void withoutSecretsNobodyListensInBetween() {
        words(web).on(changed(web.key(), "3 of 7 replicas are ready"));

        assertThat(heard).containsExactly(changed(web.key(), "3 of 7 replicas are ready"));
        assertThat(words(web)).isNotInstanceOf(RolloutWords.class);
    }
}
