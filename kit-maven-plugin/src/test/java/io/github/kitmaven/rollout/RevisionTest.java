package io.github.kitmaven.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionTest {

    @Test
    void aDeploymentsPodsAreThoseOfItsNewestReplicaSet() {
        ObjectNode web = Yaml.object("apps/v1", "Deployment", "web", revision(2));
        ObjectNode old = Yaml.ownedBy(web, Yaml.object("apps/v1", "ReplicaSet", "web-old", revision(1)));
        ObjectNode current = Yaml.ownedBy(web, Yaml.object("apps/v1", "ReplicaSet", "web-new", revision(2)));
        ObjectNode stranger = Yaml.object("apps/v1", "ReplicaSet", "other", revision(2));
        List<ObjectNode> pods = List.of(
                Yaml.ownedBy(old, pod("from-old", "")),
                Yaml.ownedBy(current, pod("from-new", "")),
                Yaml.ownedBy(stranger, pod("from-other", "")),
                pod("from-nobody", ""));
        assertThat(names(web, List.of(old, stranger, current), pods)).containsExactly("from-new");
        assertThat(names(web, List.of(old), pods)).isEmpty();
    }

    @Test
    void aStatefulSetsPodsAreThoseOfItsUpdateRevision() {
        ObjectNode db = Yaml.object("apps/v1", "StatefulSet", "db", "status: {updateRevision: db-2}");
        assertThat(names(
                        db,
                        List.of(),
                        List.of(
                                Yaml.ownedBy(db, pod("db-0", "controller-revision-hash: db-1")),
                                Yaml.ownedBy(db, pod("db-1", "controller-revision-hash: db-2")))))
                .containsExactly("db-1");
    }

    @Test
    void aDaemonSetsPodsAreThoseOfItsTemplate() {
        ObjectNode agent = Yaml.object(
                "apps/v1",
                "DaemonSet",
                "agent",
                "metadata: {annotations: {deprecated.daemonset.template.generation: '3'}}");
        assertThat(names(
                        agent,
                        List.of(),
                        List.of(
                                Yaml.ownedBy(agent, pod("old", "pod-template-generation: '2'")),
                                Yaml.ownedBy(agent, pod("new", "pod-template-generation: '3'")))))
                .containsExactly("new");
    }

    @Test
    void allPodsOfAJobCountButNotThoseBeingDeleted() {
        ObjectNode job = Yaml.object("batch/v1", "Job", "migrate", "");
        ObjectNode leaving = Yaml.ownedBy(job, pod("leaving", ""));
        leaving.withObject("/metadata").put("deletionTimestamp", "2026-11-23T12:00:00Z");
        assertThat(names(job, List.of(), List.of(leaving, Yaml.ownedBy(job, pod("staying", "")))))
                .containsExactly("staying");
    }

    private static List<String> names(ObjectNode workload, List<ObjectNode> sets, List<ObjectNode> pods) {
        return Revision.pods(
                        new Live(workload),
                        sets.stream().map(Live::new).toList(),
                        pods.stream().map(Live::new).toList())
                .stream()
                .map(Live::name)
                .toList();
    }

    private static ObjectNode pod(String name, String labels) {
        return Yaml.object("v1", "Pod", name, "metadata: {labels: {" + labels + "}}");
    }

    private static String revision(int number) {
        return "metadata: {annotations: {deployment.kubernetes.io/revision: '" + number + "'}}";
    }
}
