package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ApplierTest {
    private final FakeClusterClient client = new FakeClusterClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Applier applier = new Applier(client, "dev", new Redaction(new Secrets()), events::add);

    @Test
    void onlyWhatIsToBeWrittenIsWrittenInOrderAndByForceOnlyWhereThePlanSaysSo() {
        List<Outcome> outcomes = applier.execute(plan(
                Step.create(of("Service", "svc"), false),
                Step.unchanged(of("Deployment", "same")),
                Step.skip(of("Deployment", "left"), "asked for"),
                new Step(of("Deployment", "drifted"), Action.UPDATE, "drift", List.of(), true, false),
                Step.create(of("Namespace", "shop"), false)));

        assertThat(client.applied).containsExactly("Namespace shop", "Deployment drifted by force", "Service svc");
        assertThat(outcomes).hasSize(3).allMatch(Outcome::applied);
        assertThat(events)
                .extracting(event -> ((ObjectApplied) event).action())
                .containsExactly("create", "update", "create");
    }

    @Test
    void whatGoesIsDeletedByTheUidThatWasPlanned() {
        List<Outcome> outcomes = applier.execute(plan(Step.delete(
                manifest(
                        "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'old', namespace: 'shop', uid: 'u1'}}"),
                "no longer in the repo")));

        assertThat(client.applied).containsExactly("delete ConfigMap old u1");
        assertThat(outcomes).allMatch(Outcome::applied);
    }

    @Test
    void aRefusalEndsAfterItsWaveAndWhatWasNotReachedSaysWhy() {
        client.refuses("bad", 422);

        List<Outcome> outcomes = applier.execute(plan(
                Step.create(of("Secret", "bad"), false),
                Step.create(of("ConfigMap", "good"), false),
                Step.create(of("Deployment", "web"), false)));

        assertThat(client.applied).containsExactly("ConfigMap good");
        assertThat(outcomes).extracting(Outcome::applied).containsExactly(false, true, false);
        assertThat(outcomes).extracting(Outcome::tried).containsExactly(true, true, false);
        assertThat(text(outcomes.get(0))).contains("Secret shop/bad in cluster dev is refused (422 Invalid): no.");
        assertThat(text(outcomes.get(2)))
                .endsWith("Deployment shop/web was not written to cluster dev, because of what failed before it.");
        assertThat(events)
                .anyMatch(event -> event instanceof ObjectRefused refused
                        && refused.key().name().equals("bad"));
    }

    @Test
    void whatCouldNotBeCheckedIsCheckedOnceItsNamespaceIsThereBeforeAnythingElseIsWritten() {
        client.refuses("web", 422);

        List<Outcome> outcomes = applier.execute(plan(
                Step.create(of("Namespace", "shop"), false),
                Step.create(of("Secret", "login"), true),
                Step.create(of("Deployment", "web"), true)));

        assertThat(client.applied).containsExactly("Namespace shop");
        assertThat(outcomes).hasSize(3);
        assertThat(text(outcomes.get(1))).contains("Deployment shop/web in cluster dev is refused (422 Invalid): no.");
        assertThat(text(outcomes.get(2))).contains("Secret shop/login was not written");
    }

    @Test
    void aClusterThatDiesInTheMiddleIsSaidToHaveStoppedAnswering() {
        client.diesAt("web");
        List<Outcome> outcomes = applier.execute(plan(Step.create(of("Deployment", "web"), false)));
        assertThat(text(outcomes.get(0)))
                .contains("Deployment shop/web may not be in cluster dev, which stopped answering: http://cluster")
                .contains("Run the build again");
    }

    @Test
    void aKindWhoseDefinitionWasJustWrittenIsWaitedFor() {
        client.unknownAtFirst.put("Widget", 2);
        List<Outcome> outcomes = applier.execute(plan(Step.create(of("Widget", "w"), true)));
        assertThat(outcomes).allMatch(Outcome::applied);
        assertThat(client.applied).containsExactly("Widget w");
    }

    private static Plan plan(Step... steps) {
        return new Plan("dev", List.of(steps));
    }

    private static io.github.kitmaven.model.Manifest of(String kind, String name) {
        return manifest("{apiVersion: 'v1', kind: '" + kind + "', metadata: {name: '" + name + "'"
                + (kind.equals("Namespace") ? "" : ", namespace: 'shop'") + "}}");
    }

    private static String text(Outcome outcome) {
        return outcome.problem().map(Diagnostic::text).orElseThrow();
    }
}
