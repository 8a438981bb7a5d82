package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.live;
import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What one cluster has in reserve, by the objects that it has. */
class StandbysTest {
    private static final String OWNED = "{'f:spec': {}}";
    private static final Manifest DEPLOYMENT = manifest(
            "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', labels: {name: 'web'},"
                    + " annotations: {'kit-deployer/original-name': 'web'}}, spec: {template: {metadata: {labels: {name:"
                    + " 'web'}}, spec: {containers: [{name: 'web', image: 'acme/web:3'}]}}}}");
    private static final Manifest SERVICE =
            manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'shop'},"
                    + " spec: {selector: {name: 'web'}}}");
    private static final Manifest AUTOSCALER = manifest(
            "{apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: {name: 'web', namespace:"
                    + " 'shop'}, spec: {scaleTargetRef: {kind: 'Deployment', name: 'web'}}}");

    private final Map<ManifestKey, ObjectNode> live = new HashMap<>();
    private final List<Manifest> wanted = new ArrayList<>(List.of(DEPLOYMENT, SERVICE));

    @Test
    void onlyWhatIsHealthyAndKitsIsInReserve() {
        leadsTo("b3");
        deploy("b1", "kit", 1);
        deploy("b2", "kit", 0);
        deploy("b3", "kit", 1);
        deploy("b4", "kubectl", 1);
        assertThat(standbys().ids()).containsExactly("b1");
        assertThat(standbys().inUse()).isTrue();
        assertThat(standbys().missing("b1")).isEmpty();
        assertThat(standbys().missing("b2"))
                .extracting(problem -> problem.message())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Deployment shop/web-b2 in cluster eu-1 can't take over: ");
    }

    @Test
    void anAutoscalerOfAnotherDeploymentIsLeftAlone() {
        leadsTo("b2");
        deploy("b1", "kit", 1);
        wanted.add(AUTOSCALER);
        put(live(
                "{apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: {name: 'web', namespace: 'shop'},"
                        + " spec: {scaleTargetRef: {kind: 'Deployment', name: 'other'}}}",
                "kit",
                "Apply",
                OWNED));
        assertThat(standbys().steps("b1").stream()
                        .filter(step -> step.action() == Action.UPDATE)
                        .map(Step::key))
                .containsExactly(SERVICE.key());
    }

    @Test
    void aServiceThatSelectsMoreThanThePodsHaveIsNotSwitched() {
        deploy("b1", "kit", 1);
        put(live(service("{name: 'web', strategy: 'fast-rollback', id: 'b2', tier: 'x'}"), "kit", "Apply", OWNED));
        assertThat(standbys().missing("b1"))
                .extracting(problem -> problem.message())
                .containsExactly(
                        "Service shop/web in cluster eu-1 selects other labels than the pods of deploy b1 have");
    }

    @Test
    void anEarlierImageIsNotToldWhereTheRepoHidesTheImage() {
        leadsTo("b2");
        deploy("b1", "kit", 1);
        JsonPointer image = JsonPointer.compile("/spec/template/spec/containers/0/image");
        wanted.set(0, DEPLOYMENT.hiding(new SecretFields(Map.of(image, Secrets.MASK), Set.of())));
        RollbackImages images = new RollbackImages(new TreeMap<>());
        images.add("eu-1", standbys(), "b1");
        assertThat(images.unnamed()).containsExactly(Secrets.MASK);
    }

    private Standbys standbys() {
        return new Standbys("eu-1", "web", wanted, live, Instant.parse("2026-01-02T12:00:00Z"));
    }

    private void leadsTo(String id) {
        put(live(service("{name: 'web', strategy: 'fast-rollback', id: '" + id + "'}"), "kit", "Apply", OWNED));
    }

    private static String service(String selector) {
        return "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'shop'}, spec: {selector: "
                + selector + "}}";
    }

    private void deploy(String id, String manager, int available) {
        put(live(
                "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web-" + id
                        + "', namespace: 'shop', generation: 1,"
                        + " labels: {name: 'web', strategy: 'fast-rollback', id: '" + id + "'},"
                        + " annotations: {'kit-deployer/original-name': 'web'}},"
                        + " spec: {replicas: 1, template: {metadata: {labels: {name: 'web', strategy: 'fast-rollback', id: '"
                        + id + "'}}, spec: {containers: [{name: 'web', image: 'acme/web:" + id + "'}]}}},"
                        + " status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: "
                        + available
                        + ", availableReplicas: " + available
                        + ", conditions: [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'},"
                        + " {type: 'Available', status: 'True'}]}}",
                manager,
                "Apply",
                OWNED));
    }

    private void put(ObjectNode object) {
        live.put(ManifestKey.of(object), object);
    }
}
