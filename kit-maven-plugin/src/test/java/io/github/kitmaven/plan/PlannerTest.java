package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.changes;
import static io.github.kitmaven.testing.Trees.live;
import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Secrets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String WANTED = """
            {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', labels: {name: 'web'}},
             spec: {replicas: 2, template: {spec: {containers: [
               {name: 'web', image: 'acme/web:1', ports: [{containerPort: 80}], resources: {limits: {cpu: '0.5'}},
                args: ['a', 'b']}]}}}}
            """;
    private static final String LIVE = """
            {apiVersion: 'apps/v1', kind: 'Deployment',
             metadata: {name: 'web', namespace: 'shop', uid: '1', generation: 1, labels: {name: 'web'}},
             spec: {replicas: 2, revisionHistoryLimit: 10, template: {spec: {restartPolicy: 'Always', containers: [
               {name: 'web', image: 'acme/web:1', imagePullPolicy: 'IfNotPresent',
                ports: [{containerPort: 80, protocol: 'TCP'}], resources: {limits: {cpu: '500m'}}, args: ['a', 'b']}]}}},
             status: {replicas: 2}}
            """;
    private static final String FIELDS = """
            {'f:metadata': {'f:labels': {'f:name': {}}},
             'f:spec': {'f:replicas': {}, 'f:template': {'f:spec': {'f:containers': {'k:{\\"name\\":\\"web\\"}': {
               '.': {}, 'f:name': {}, 'f:image': {}, 'f:args': {}, 'f:resources': {'f:limits': {'f:cpu': {}}},
               'f:ports': {'k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}': {'.': {}, 'f:containerPort': {}}}}}}}}}
            """;

    private static final Redaction PLAIN = new Redaction(new Secrets());

    private final Manifest wanted = manifest(WANTED);
    private final ObjectNode applied = live(LIVE, "kit", "Apply", FIELDS);

    @Test
    void anObjectIsAsWantedWhenEachFieldOfOursIsLiveWhateverTheServerAdded() {
        assertThat(Planner.asWanted(wanted, applied)).isTrue();
    }

    @Test
    void aFieldSomebodyElseChangedIsSeen() {
        ObjectNode drifted = live(LIVE.replace("acme/web:1", "elsewhere/web:hacked"), "kit", "Apply", FIELDS);
        assertThat(Planner.asWanted(wanted, drifted)).isFalse();
    }

    @Test
    void aFieldWeNoLongerOwnIsSeen() {
        ObjectNode taken = live(LIVE, "kit", "Apply", FIELDS.replace("'f:image': {},", ""));
        assertThat(Planner.asWanted(wanted, taken)).isFalse();
    }

    @Test
    void aFieldWeNoLongerWantIsSeen() {
        assertThat(Planner.asWanted(manifest(WANTED.replace("replicas: 2,", "")), applied))
                .isFalse();
        assertThat(Planner.asWanted(manifest(WANTED.replace("ports: [{containerPort: 80}],", "")), applied))
                .isFalse();
    }

    @Test
    void anItemAddedToAListIsSeen() {
        String two = WANTED.replace("ports: [", "ports: [{containerPort: 81}, ");
        assertThat(Planner.asWanted(manifest(two), applied)).isFalse();
    }

    @Test
    void aChangedListWithoutKeysIsSeenAsAWhole() {
        assertThat(Planner.asWanted(manifest(WANTED.replace("['a', 'b']", "['b', 'a']")), applied))
                .isFalse();
    }

    @Test
    void anotherOrderOfItemsIsSeenAndItemsOfOthersInBetweenAreNot() {
        String wantedJson = "{apiVersion: 'v1', kind: 'X', metadata: {name: 'x'}, steps: [{name: 'a'}, {name: 'b'}]}";
        String fields = "{'f:steps': {'k:{\\\"name\\\":\\\"a\\\"}': {'.': {}, 'f:name': {}},"
                + " 'k:{\\\"name\\\":\\\"b\\\"}': {'.': {}, 'f:name': {}}}}";
        String others = wantedJson.replace("}, {", "}, {name: 'sidecar'}, {");
        String swapped = wantedJson.replace("[{name: 'a'}, {name: 'b'}]", "[{name: 'b'}, {name: 'a'}]");
        assertThat(Planner.asWanted(manifest(wantedJson), live(others, "kit", "Apply", fields)))
                .isTrue();
        assertThat(Planner.asWanted(manifest(wantedJson), live(swapped, "kit", "Apply", fields)))
                .isFalse();
    }

    @Test
    void anObjectThatKitNeverAppliedIsNotAsWanted() {
        assertThat(Planner.asWanted(wanted, live(LIVE, "kubectl-client-side-apply", "Update", FIELDS)))
                .isFalse();
        assertThat(Planner.asWanted(wanted, tree(LIVE))).isFalse();
    }

    @Test
    void itemsOfASetAreFoundByTheirValue() {
        Manifest set = manifest("{apiVersion: 'v1', kind: 'X', metadata: {name: 'x', finalizers: ['a', 'b']}}");
        String fields = "{'f:metadata': {'f:finalizers': {'.': {}, 'v:\\\"a\\\"': {}, 'v:\\\"b\\\"': {}}}}";
        String json = "{apiVersion: 'v1', kind: 'X', metadata: {name: 'x', finalizers: ['b', 'a']}}";
        assertThat(Planner.asWanted(set, live(json, "kit", "Apply", fields))).isTrue();
        assertThat(Planner.asWanted(set, live(json.replace("'b', ", ""), "kit", "Apply", fields)))
                .isFalse();
    }

    @Test
    void theServersAnswerIsTheDiff() {
        ObjectNode answer = live(LIVE.replace("acme/web:1", "acme/web:2"), "kit", "Apply", FIELDS);
        answer.withObject("/metadata").put("generation", 2).put("resourceVersion", "99");

        Step step = Planner.decide(wanted, applied, answer, List.of(), PLAIN);

        assertThat(step.action()).isEqualTo(Action.UPDATE);
        assertThat(step.reason()).isEqualTo("image changed");
        assertThat(changes(step.changes()))
                .containsExactly(
                        java.util.Map.entry("spec.template.spec.containers[web].image", "acme/web:1 -> acme/web:2"));
    }

    @Test
    void anAnswerEqualToWhatIsLiveMeansUnchanged() {
        assertThat(Planner.decide(wanted, applied, applied.deepCopy(), List.of(), PLAIN)
                        .action())
                .isEqualTo(Action.UNCHANGED);
    }

    @Test
    void anObjectMadeByOthersIsUpdatedEvenWhereOnlyItsOwnerChanges() {
        ObjectNode others = live(LIVE, "kubectl-create", "Update", FIELDS);
        Step step = Planner.decide(wanted, others, applied, List.of(), PLAIN);
        assertThat(step.action()).isEqualTo(Action.UPDATE);
        assertThat(step.reason()).isEqualTo("not applied by kit before");
        assertThat(step.changes()).isEmpty();
    }

    @Test
    void changesByHandOfWhatKitAppliedAreDriftAndOthersAreConflicts() {
        List<Conflict> byHand = List.of(new Conflict(".spec.replicas", "kubectl-edit"));
        List<Conflict> both = List.of(byHand.get(0), new Conflict(".spec.paused", "autoscaler"));
        assertThat(Planner.toRefuse(applied, byHand, Set.of())).isEmpty();
        assertThat(Planner.toRefuse(applied, both, Set.of())).isEqualTo(both.subList(1, 2));
        assertThat(Planner.toRefuse(tree(LIVE), both, Set.of())).isEqualTo(both);
        assertThat(Planner.toRefuse(tree(LIVE), both, Set.of(Handover.ADOPT))).isEqualTo(both.subList(1, 2));
        ObjectNode edited = owned(applied, "replicas: 5", "kubectl-edit", "{'f:spec': {'f:replicas': {}}}");
        assertThat(Planner.decide(wanted, edited, applied, byHand, PLAIN).reason())
                .isEqualTo("drift: replicas 5, want 2, by kubectl-edit");
        assertThat(Planner.decide(wanted, edited, applied, byHand, PLAIN).takesOver())
                .isTrue();
    }

    @Test
    void aSecretsValuesAreMaskedAndStillTellWhichChanged() {
        String secret = "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}, data: {a: 'b2xk', b: 'c2FtZQ=='}}";
        ObjectNode before = live(secret, "kit", "Apply", "{}");
        ObjectNode after = live(secret.replace("b2xk", "bmV3").replace("b: ", "c: "), "kit", "Apply", "{}");

        List<FieldChange> masked = Planner.decide(manifest(secret), before, after, List.of(), PLAIN)
                .changes();

        assertThat(changes(masked))
                .containsEntry("data.a", "<secret, old> -> <secret, new>")
                .containsEntry("data.b", "<secret> -> (none)")
                .containsEntry("data.c", "(none) -> <secret>");
    }

    @Test
    void aServersWordsLoseTheSecretsValuesInEveryForm() {
        Manifest secret =
                manifest("{apiVersion: 'v1', kind: 'Secret', data: {a: 'aHVudGVyMg==', map: {deep: 'nested-value'}},"
                        + " stringData: {b: 'correct horse', key: 'BEGIN\\nMIIEsecret\\nEND'}}");
        String words = "bad: hunter2, aHVudGVyMg==, correct horse, Y29ycmVjdCBob3JzZQ==, nested-value,"
                + " \"BEGIN\\nMIIEsecret\\nEND\", MIIEsecret";
        assertThat(PLAIN.text(secret, words))
                .isEqualTo("bad: <secret>, <secret>, <secret>, <secret>, <secret>, \"<secret>\", <secret>");
        assertThat(PLAIN.text(manifest("{apiVersion: 'v1', kind: 'ConfigMap', data: {a: 'x'}}"), "x"))
                .isEqualTo("x");
    }

    @Test
    void aValueFromOutsideTheRepoIsMaskedWhereverItStands() {
        Redaction redaction = new Redaction(Secrets.of(Set.of("new-password")));
        ObjectNode before = live(LIVE.replace("acme/web:1", "old-password"), "kit", "Apply", FIELDS);
        ObjectNode after = live(LIVE.replace("acme/web:1", "x=new-password"), "kit", "Apply", FIELDS);

        Step step = Planner.decide(wanted, before, after, List.of(), redaction);

        assertThat(changes(step.changes()).values()).containsExactly("<secret, old> -> <secret, new>");
        assertThat(redaction.text(wanted, "no new-password here")).isEqualTo("no <secret> here");
    }

    /** An object in which somebody changed the number of replicas. */
    private static ObjectNode owned(ObjectNode before, String replicas, String manager, String fields) {
        ObjectNode live = live(LIVE.replace("replicas: 2, rev", replicas + ", rev"), manager, "Update", fields);
        before.at("/metadata/managedFields")
                .forEach(live.withObject("/metadata").withArrayProperty("managedFields")::add);
        return live;
    }
}
