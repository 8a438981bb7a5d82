package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.ObjectRefused;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ApplierTest {
    private final FakeClusterClient client = new FakeClusterClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Map<ManifestKey, String> unhealthy = new HashMap<>();
    private final Map<ManifestKey, ObjectNode> live = new HashMap<>();
    private final Applier applier =
            new Applier(client, "dev", new Redaction(new Secrets()), live, this::await, events::add);

    @Test
    void onlyWhatIsToBeWrittenIsWrittenInOrderAndByForceOnlyWhereThePlanSaysSo() {
        List<Outcome> outcomes = execute(plan(
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
        List<Outcome> outcomes = execute(plan(Step.delete(
                manifest(
                        "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'old', namespace: 'shop', uid: 'u1'}}"),
                "no longer in the repo")));

        assertThat(client.applied).containsExactly("delete ConfigMap old u1");
        assertThat(outcomes).allMatch(Outcome::applied);
    }

    @Test
    void aRefusalEndsAfterItsWaveAndWhatWasNotReachedSaysWhy() {
        client.refuses("bad", 422);

        List<Outcome> outcomes = execute(plan(
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

        List<Outcome> outcomes = execute(plan(
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
        List<Outcome> outcomes = execute(plan(Step.create(of("Deployment", "web"), false)));
        assertThat(text(outcomes.get(0)))
                .contains("Deployment shop/web may not be in cluster dev, which stopped answering: http://cluster")
                .contains("Run the build again");
    }

    @Test
    void aKindWhoseDefinitionWasJustWrittenIsWaitedFor() {
        client.unknownAtFirst.put("Widget", 2);
        List<Outcome> outcomes = execute(plan(Step.create(of("Widget", "w"), true)));
        assertThat(outcomes).allMatch(Outcome::applied);
        assertThat(client.applied).containsExactly("Widget w");
    }

    @Test
    void whatWaitsForAnUnhealthyObjectIsNotWrittenAndAllElseIs() {
        Order order = order("""
                create Deployment shop/db app: 'db'
                create Deployment shop/web app: 'web'; 'kit-deployer/dependency-selector': 'app=db'
                create Deployment shop/top ; 'kit-deployer/dependency-selector': 'app=web'
                create Deployment shop/else ; 'kit-deployer/dependency-selector': 'app=cache'
                create StatefulSet shop/cache app: 'cache'
                create Ingress shop/i
                delete ConfigMap shop/old
                delete ConfigMap bar/old""");
        unhealthy.put(key("apps", "Deployment", "db"), "no image");

        List<Outcome> outcomes = applier.execute(order);

        assertThat(client.applied)
                .containsExactlyInAnyOrder(
                        "Deployment db",
                        "StatefulSet cache",
                        "Ingress i",
                        "wait for [Deployment shop/db, StatefulSet shop/cache]",
                        "Deployment else",
                        "wait for [Deployment shop/db, Deployment shop/else]",
                        "delete ConfigMap old ");
        assertThat(outcomes.stream().filter(outcome -> !outcome.applied()).map(ApplierTest::text))
                .containsExactly(
                        "dev/all.yaml:2:1: Deployment shop/web was not written to cluster dev, because it waits for"
                                + " Deployment shop/db, which is not healthy: no image.",
                        "dev/all.yaml:3:1: Deployment shop/top was not written to cluster dev, because it waits for"
                                + " Deployment shop/web, which was not written.",
                        "dev/all.yaml:7:1: ConfigMap shop/old was not deleted from cluster dev, because it waits for"
                                + " Deployment shop/db, which is not healthy: no image.");
        assertThat(outcomes).filteredOn(outcome -> !outcome.applied()).noneMatch(Outcome::tried);
    }

    @Test
    void aRefusalInOneNamespaceLeavesTheOthersAlone() {
        client.refuses("bad", 422);
        applier.execute(order("""
                create ConfigMap shop/bad
                create Deployment shop/web
                create Deployment bar/other
                create ClusterThing wide"""));
        assertThat(client.applied).containsExactly("Deployment other");
    }

    @Test
    void aRefusedNamespaceConcernsOnlyWhatIsInIt() {
        client.refuses("shop", 403);
        applier.execute(order("""
                create Namespace shop
                create ConfigMap shop/in
                create ConfigMap bar/other"""));
        assertThat(client.applied).containsExactly("ConfigMap other");
    }

    @Test
    void aBindingWhoseRoleComesAlongIsNotCheckedBeforeTheRoleIsThere() {
        client.refusesDryRuns.add("b");
        List<Outcome> outcomes = applier.execute(Order.of(
                plan(
                        Step.create(of("RoleBinding", "b"), true),
                        Step.create(of("Role", "r"), false),
                        Step.create(of("ConfigMap", "c"), false)),
                Map.of()));
        assertThat(outcomes).allMatch(Outcome::applied);
        assertThat(client.applied).containsExactly("Role r", "RoleBinding b", "ConfigMap c");
    }

    private Map<ManifestKey, String> await(Set<ManifestKey> objects) {
        client.applied.add("wait for " + objects.stream().sorted().toList());
        Map<ManifestKey, String> found = new HashMap<>(unhealthy);
        found.keySet().retainAll(objects);
        return found;
    }

    private List<Outcome> execute(Plan plan) {
        return applier.execute(Order.of(plan, Map.of()));
    }

    private static Order order(String lines) {
        Plan plan = Steps.plan(lines);
        return Order.of(plan, Dependencies.of(plan, List.of()).needs());
    }

    private static ManifestKey key(String group, String kind, String name) {
        return new ManifestKey(group, kind, "shop", name);
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
