package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the sandbox plays what the contract test can't ask of every control plane. */
@Timeout(60)
class ControllersTest {
    private static final String APPS = "/apis/apps/v1/namespaces/default/";
    private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";
    private static final String CORE = "/api/v1/namespaces/default/";

    @AutoClose
    private final TestServer server = TestServer.of(
            Sandbox.start(SandboxOptions.defaults().withPodDelays(Duration.ofMillis(10), Duration.ofMillis(50))));

    @Test
    void aDaemonSetHasOnePodAndReplacesItWhenItChanges() {
        server.post(APPS + "daemonsets", workload("DaemonSet", "web:1", ""));
        server.await(
                APPS + "daemonsets/web",
                answer -> answer.at("/status/numberAvailable").asInt() == 1);

        server.patch(APPS + "daemonsets/web", TestServer.STRATEGIC, image("web:2"));

        server.await(
                APPS + "daemonsets/web",
                answer -> answer.at("/status/observedGeneration").asInt() == 2
                        && answer.at("/status/updatedNumberScheduled").asInt() == 1
                        && answer.at("/status/numberAvailable").asInt() == 1);
        assertThat(server.get(CORE + "pods").at("/items").findValuesAsText("imageID"))
                .containsExactly("web:2");
    }

    @Test
    void aStatefulSetGetsItsClaimsAndIsUpdatedFromTheLastPod() {
        server.post(
                APPS + "statefulsets",
                workload(
                        "StatefulSet",
                        "web:1",
                        "\"replicas\":2,\"volumeClaimTemplates\":"
                                + "[{\"metadata\":{\"name\":\"data\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
                                + "\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}],"));
        ApiAnswer first = server.await(
                APPS + "statefulsets/web",
                answer -> answer.at("/status/readyReplicas").asInt() == 2);

        server.patch(APPS + "statefulsets/web", TestServer.STRATEGIC, image("missing:2"));

        server.await(CORE + "pods/web-1", answer -> answer.body().toString().contains("ImagePullBackOff"));
        assertThat(server.get(CORE + "pods/web-0")
                        .at("/spec/containers/0/image")
                        .asText())
                .isEqualTo("web:1");
        ApiAnswer claims = server.get(CORE + "persistentvolumeclaims");
        assertThat(claims.names()).containsExactly("data-web-0", "data-web-1");
        assertThat(claims.at("/items/0/status/phase").asText()).isEqualTo("Bound");
        assertThat(first.text("/status/currentRevision")).isEqualTo(first.text("/status/updateRevision"));
    }

    @Test
    void aPausedDeploymentIsLeftAlone() {
        server.post(APPS + "deployments", workload("Deployment", "web:1", "\"paused\":true,"));

        ApiAnswer paused = server.await(
                APPS + "deployments/web",
                answer ->
                        condition(answer, "Progressing").path("reason").asText().equals("DeploymentPaused"));

        assertThat(condition(paused, "Progressing").path("status").asText()).isEqualTo("Unknown");
        assertThat(server.get(APPS + "replicasets").names()).isEmpty();
    }

    @Test
    void recreateWaitsUntilTheOldPodsHaveGone() {
        server.post(
                APPS + "deployments",
                workload("Deployment", "web:1", "\"replicas\":2,\"strategy\":{\"type\":\"Recreate\"},"));
        server.await(
                APPS + "deployments/web",
                answer -> answer.at("/status/availableReplicas").asInt() == 2);

        server.patch(APPS + "deployments/web", TestServer.STRATEGIC, image("missing:2"));

        server.await(
                CORE + "pods",
                answer ->
                        answer.names().size() == 2 && !answer.body().toString().contains("\"image\":\"web:1\""));
    }

    @Test
    void aRolloutThatCantComeUpKeepsTheOldPodsThatAreNeeded() {
        server.post(APPS + "deployments", workload("Deployment", "web:1", "\"replicas\":4,"));
        server.await(
                APPS + "deployments/web",
                answer -> answer.at("/status/availableReplicas").asInt() == 4);

        server.patch(APPS + "deployments/web", TestServer.STRATEGIC, image("crash:2"));

        ApiAnswer stuck = server.await(
                APPS + "deployments/web",
                answer -> answer.at("/status/updatedReplicas").asInt() == 2
                        && answer.at("/status/unavailableReplicas").asInt() == 1);
        assertThat(stuck.at("/status/availableReplicas").asInt()).isEqualTo(3);
        assertThat(condition(stuck, "Available").path("status").asText()).isEqualTo("True");
    }

    @Test
    void goingBackToAnOldTemplateUsesItsReplicaSetAgain() {
        server.post(APPS + "deployments", workload("Deployment", "web:1", "\"revisionHistoryLimit\":1,"));
        awaitRevision("1");
        server.patch(APPS + "deployments/web", TestServer.STRATEGIC, image("web:2"));
        awaitRevision("2");
        server.patch(APPS + "deployments/web", TestServer.STRATEGIC, image("web:1"));
        awaitRevision("3");
        assertThat(server.get(APPS + "replicasets").names()).hasSize(2);

        server.patch(APPS + "deployments/web", TestServer.STRATEGIC, image("web:3"));
        awaitRevision("4");

        server.await(APPS + "replicasets", answer -> answer.names().size() == 2);
    }

    @Test
    void aJobTriesAgainUntilItsLimit() {
        server.post(JOBS, job("fail:1", "\"backoffLimit\":2,"));

        ApiAnswer failed = server.await(
                JOBS + "/task", answer -> !condition(answer, "Failed").isEmpty());

        assertThat(failed.at("/status/failed").asInt()).isEqualTo(3);
        assertThat(condition(failed, "Failed").path("message").asText())
                .isEqualTo("Job has reached the specified backoff limit");
        server.await(
                CORE + "events?fieldSelector=involvedObject.kind=Job,type=Warning",
                answer -> answer.at("/items/0/reason").asText().equals("BackoffLimitExceeded"));
    }

    @Test
    void aJobCompletesSeveralTimes() {
        server.post(JOBS, job("task:1", "\"completions\":3,\"parallelism\":2,"));

        ApiAnswer done = server.await(
                JOBS + "/task", answer -> !condition(answer, "Complete").isEmpty());

        assertThat(done.at("/status/succeeded").asInt()).isEqualTo(3);
        assertThat(done.text("/status/completionTime")).isNotEmpty();
    }

    @Test
    void aJobThatTakesTooLongIsEnded() {
        server.post(JOBS, job("missing:1", "\"activeDeadlineSeconds\":1,"));

        ApiAnswer failed = server.await(
                JOBS + "/task", answer -> !condition(answer, "Failed").isEmpty());

        assertThat(condition(failed, "Failed").path("reason").asText()).isEqualTo("DeadlineExceeded");
        server.await(CORE + "pods", answer -> answer.names().isEmpty());
    }

    @Test
    void aSuspendedJobWaits() {
        server.post(JOBS, job("task:1", "\"suspend\":true,"));
        assertThat(server.get(CORE + "pods").names()).isEmpty();

        server.patch(JOBS + "/task", TestServer.MERGE, "{\"spec\":{\"suspend\":false}}");

        server.await(JOBS + "/task", answer -> !condition(answer, "Complete").isEmpty());
    }

    @Test
    void everyNamespaceHasItsServiceAccount() {
        server.await(CORE + "serviceaccounts/default", answer -> answer.code() == 200);
    }

    @Test
    void aPodHasLogsAndCanBeEvicted() {
        server.post(CORE + "pods", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"crash:1"}]}}""");
        server.await(
                CORE + "pods/p", answer -> answer.at("/status/phase").asText().equals("Running"));

        assertThat(server.get(CORE + "pods/p/log").body().asText()).contains("crash:1", "exits with 1");
        assertThat(server.get(CORE + "pods/p/log?container=c&previous=true&tailLines=1")
                        .body()
                        .asText())
                .isEqualTo("fatal: crash:1 exits with 1\n");
        assertThat(server.get(CORE + "pods/p/log?container=other").text("/message"))
                .isEqualTo("container other is not valid for pod p");
        assertThat(server.post(CORE + "pods/p/eviction", "{\"kind\":\"Eviction\",\"apiVersion\":\"policy/v1\"}")
                        .code())
                .isEqualTo(201);
        assertThat(server.get(CORE + "pods/p").code()).isEqualTo(404);
    }

    @Test
    void anAutoscalerIsTheSameInBothVersions() {
        String v1 = "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers";
        server.post(v1, """
                {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},"spec":{
                 "scaleTargetRef":{"kind":"Deployment","name":"web"},"maxReplicas":3,"targetCPUUtilizationPercentage":50}}""");

        ApiAnswer newer = server.get(v1.replace("/v1", "/v2") + "/h");

        assertThat(newer.text("/apiVersion")).isEqualTo("autoscaling/v2");
        assertThat(newer.at("/spec/metrics/0/resource/target/averageUtilization")
                        .asInt())
                .isEqualTo(50);
        assertThat(newer.at("/spec/minReplicas").asInt()).isEqualTo(1);
        server.patch(v1.replace("/v1", "/v2") + "/h", TestServer.MERGE, "{\"spec\":{\"maxReplicas\":4}}");
        assertThat(server.get(v1 + "/h")
                        .at("/spec/targetCPUUtilizationPercentage")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void eventsAreTheSameInBothGroups() {
        server.post(APPS + "deployments", workload("Deployment", "web:1", ""));
        server.await(
                CORE + "events?fieldSelector=reason=ScalingReplicaSet",
                answer -> !answer.names().isEmpty());

        ApiAnswer events = server.get("/apis/events.k8s.io/v1/namespaces/default/events");

        assertThat(events.at("/items").findValuesAsText("note")).anyMatch(note -> note.startsWith("Scaled up"));
        assertThat(events.at("/items/0/regarding/kind").isMissingNode()).isFalse();
    }

    @Test
    void someTypesOfServicesGetPorts() {
        ApiAnswer service = server.post(CORE + "services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""");

        int port = service.at("/spec/ports/0/nodePort").asInt();
        assertThat(port).isBetween(30_000, 32_767);
        ApiAnswer applied = server.patch(
                CORE + "services/s", TestServer.MERGE, "{\"spec\":{\"ports\":[{\"port\":80,\"name\":\"http\"}]}}");
        assertThat(applied.at("/spec/ports/0/nodePort").asInt()).isEqualTo(port);
    }

    @Test
    void servicesThatChangeTheirTypeGetPortsAndLoseThem() {
        server.post(CORE + "services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");

        ApiAnswer opened = server.patch(CORE + "services/s", TestServer.MERGE, "{\"spec\":{\"type\":\"NodePort\"}}");
        assertThat(opened.at("/spec/ports/0/nodePort").asInt()).isGreaterThanOrEqualTo(30_000);
        assertThat(opened.text("/spec/externalTrafficPolicy")).isEqualTo("Cluster");

        ApiAnswer closed = server.patch(CORE + "services/s", TestServer.MERGE, "{\"spec\":{\"type\":\"ClusterIP\"}}");
        assertThat(closed.at("/spec/ports/0").has("nodePort")).isFalse();
        assertThat(closed.at("/spec").has("externalTrafficPolicy")).isFalse();
    }

    private void awaitRevision(String revision) {
        server.await(
                APPS + "deployments/web",
                answer -> Metadata.annotation(answer.body(), "deployment.kubernetes.io/revision")
                                .asText()
                                .equals(revision)
                        && condition(answer, "Progressing")
                                .path("reason")
                                .asText()
                                .equals("NewReplicaSetAvailable")
                        && answer.at("/status/replicas").asInt() == 1);
    }

    private static JsonNode condition(ApiAnswer answer, String type) {
        return Json.items(answer.at("/status/conditions"))
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElseGet(Json::object);
    }

    private static String image(String image) {
        return "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"" + image + "\"}]}}}}";
    }

    private static String workload(String kind, String image, String more) {
        return """
                {"apiVersion":"apps/v1","kind":"%s","metadata":{"name":"web"},"spec":{%s
                 "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                 "spec":{"containers":[{"name":"c","image":"%s"}]}}}}""".formatted(kind, more, image);
    }

    private static String job(String image, String more) {
        return """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"task"},"spec":{%s
                 "template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"%s"}]}}}}""".formatted(more, image);
    }
}
