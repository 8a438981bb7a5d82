package io.github.kitmaven.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Timing TIMING = new Timing(NOW.minusSeconds(100), NOW);
    private static final String DONE =
            "conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a Deployment
            apps/v1 Deployment | {metadata: {generation: 2}, status: {observedGeneration: 1}} | progressing: the change has not been taken up yet
            apps/v1 Deployment | {metadata: {generation: 1}, spec: {replicas: 2}} | progressing: the change has not been taken up yet
            apps/v1 Deployment | {spec: {replicas: 2, paused: true}, status: {observedGeneration: 1}} | failed: it is paused, so nothing rolls out
            apps/v1 Deployment | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 1}} | progressing: 1 of 2 replicas are updated
            apps/v1 Deployment | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 2}} | progressing: old replicas yet to end: 1
            apps/v1 Deployment | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1}} | progressing: 1 of 2 replicas are available
            apps/v1 Deployment | {status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1}} | progressing: 0 of 1 replicas are ready
            apps/v1 Deployment | {spec: {progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: ReplicaSetUpdated}]}} | progressing: the new ReplicaSet is not available yet
            apps/v1 Deployment | {status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}]}} | healthy: 1 of 1 replicas are available
            apps/v1 Deployment | {spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2, @DONE@}} | healthy: 2 of 2 replicas are available
            apps/v1 Deployment | {spec: {replicas: 0}, status: {observedGeneration: 1, @DONE@}} | healthy: 0 of 0 replicas are available
            apps/v1 Deployment | {status: {observedGeneration: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: timed out}]}} | failed: ProgressDeadlineExceeded: timed out
            apps/v1 Deployment | {metadata: {deletionTimestamp: '2026-11-23T11:00:00Z'}} | failed: it is being deleted
            # a StatefulSet
            apps/v1 StatefulSet | {spec: {replicas: 2}} | progressing: the change has not been taken up yet
            apps/v1 StatefulSet | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 1}} | progressing: 1 of 2 replicas are created
            apps/v1 StatefulSet | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 1}} | progressing: 1 of 2 replicas are ready
            apps/v1 StatefulSet | {spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2}} | progressing: old replicas yet to end: 1
            apps/v1 StatefulSet | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 1, currentRevision: a, updateRevision: b}} | progressing: 1 of 2 replicas are updated
            apps/v1 StatefulSet | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 2, currentRevision: a, updateRevision: b}} | progressing: the new revision is not complete yet
            apps/v1 StatefulSet | {spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentReplicas: 2, currentRevision: b, updateRevision: b}} | healthy: 2 of 2 replicas are ready
            apps/v1 StatefulSet | {spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 0}} | progressing: 0 of 1 replicas are updated
            apps/v1 StatefulSet | {spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, updatedReplicas: 1}} | healthy: 1 updated, 2 kept back by the partition
            apps/v1 StatefulSet | {spec: {replicas: 2, updateStrategy: {type: OnDelete}}} | healthy: in place; its pods change when they are deleted (OnDelete)
            # a DaemonSet
            apps/v1 DaemonSet | {} | progressing: the change has not been taken up yet
            apps/v1 DaemonSet | {status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 1}} | progressing: 1 of 2 replicas are scheduled
            apps/v1 DaemonSet | {status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1}} | progressing: 1 of 2 replicas are updated
            apps/v1 DaemonSet | {status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}} | progressing: 1 of 2 replicas are available
            apps/v1 DaemonSet | {status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}} | healthy: 2 of 2 replicas are available
            apps/v1 DaemonSet | {spec: {updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, numberAvailable: 2, numberReady: 2}} | healthy: 2 of 2 replicas are available
            apps/v1 DaemonSet | {status: {observedGeneration: 1}} | progressing: the change has not been taken up yet
            apps/v1 DaemonSet | {status: {observedGeneration: 1, desiredNumberScheduled: 0}} | healthy: 0 of 0 replicas are available
            # a ReplicaSet
            apps/v1 ReplicaSet | {spec: {replicas: 2}, status: {fullyLabeledReplicas: 1}} | progressing: 1 of 2 replicas are created
            apps/v1 ReplicaSet | {spec: {replicas: 2}, status: {fullyLabeledReplicas: 2, availableReplicas: 1}} | progressing: 1 of 2 replicas are available
            apps/v1 ReplicaSet | {spec: {replicas: 1}, status: {fullyLabeledReplicas: 2, availableReplicas: 2, readyReplicas: 2, replicas: 2}} | progressing: old replicas yet to end: 1
            apps/v1 ReplicaSet | {spec: {replicas: 2}, status: {fullyLabeledReplicas: 2, availableReplicas: 2, readyReplicas: 2, replicas: 2}} | healthy: 2 of 2 replicas are available
            # a Job
            batch/v1 Job | {} | progressing: not started yet
            batch/v1 Job | {spec: {completions: 3}, status: {startTime: x, succeeded: 1}} | progressing: 1 of 3 completed
            batch/v1 Job | {status: {startTime: x, conditions: [{type: Complete, status: 'True'}]}} | healthy: completed
            batch/v1 Job | {status: {startTime: x, conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: too often}]}} | failed: BackoffLimitExceeded: too often
            batch/v1 Job | {metadata: {deletionTimestamp: '2026-11-23T11:00:00Z'}, status: {conditions: [{type: Complete, status: 'True'}]}} | healthy: completed
            batch/v1 Job | {metadata: {deletionTimestamp: '2026-11-23T11:00:00Z'}, status: {startTime: x}} | failed: it is being deleted
            batch/v1 Job | {status: {conditions: [{type: Suspended, status: 'True'}]}} | healthy: suspended
            # a Pod
            v1 Pod | {} | progressing: not running yet
            v1 Pod | {status: {phase: Running}} | progressing: running, but not ready
            v1 Pod | {status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}} | healthy: ready
            v1 Pod | {status: {phase: Succeeded}} | healthy: completed
            v1 Pod | {status: {phase: Failed, reason: Evicted, message: no disk}} | failed: Evicted: no disk
            v1 Pod | {status: {phase: Failed, containerStatuses: [{name: app, state: {terminated: {exitCode: 3, reason: Error}}}]}} | failed: pod x, container app: exit code 3 (Error)
            v1 Pod | {status: {phase: Pending, containerStatuses: [{name: app, state: {waiting: {reason: InvalidImageName, message: bad}}}]}} | failed: pod x, container app: InvalidImageName: bad
            # the other built-in kinds
            v1 PersistentVolumeClaim | {} | progressing: not bound to a volume yet
            v1 PersistentVolumeClaim | {status: {phase: Bound}} | healthy: bound
            v1 PersistentVolumeClaim | {status: {phase: Lost}} | failed: its volume is lost
            v1 Service | {spec: {type: ClusterIP}} | healthy: in place
            v1 Service | {spec: {type: LoadBalancer}} | progressing: no cluster IP yet
            v1 Service | {spec: {type: LoadBalancer, clusterIP: 10.0.0.1}} | healthy: in place
            v1 Namespace | {status: {phase: Active}} | healthy: active
            v1 Namespace | {status: {phase: Terminating}} | failed: it is being deleted
            policy/v1 PodDisruptionBudget | {} | progressing: the change has not been taken up yet
            policy/v1 PodDisruptionBudget | {metadata: {generation: 1}, status: {observedGeneration: 1}} | healthy: in place
            apiextensions.k8s.io/v1 CustomResourceDefinition | {} | progressing: not established yet
            apiextensions.k8s.io/v1 CustomResourceDefinition | {status: {conditions: [{type: Established, status: 'False', reason: Installing}]}} | progressing: not established yet
            apiextensions.k8s.io/v1 CustomResourceDefinition | {status: {conditions: [{type: Established, status: 'False', reason: NotAccepted, message: clash}]}} | failed: NotAccepted: clash
            apiextensions.k8s.io/v1 CustomResourceDefinition | {status: {conditions: [{type: NamesAccepted, status: 'False', reason: PluralConflict, message: taken}]}} | failed: PluralConflict: taken
            apiextensions.k8s.io/v1 CustomResourceDefinition | {status: {conditions: [{type: NamesAccepted, status: 'True'}, {type: Established, status: 'True'}]}} | healthy: established
            apiregistration.k8s.io/v1 APIService | {} | progressing: not available yet
            apiregistration.k8s.io/v1 APIService | {status: {conditions: [{type: Available, status: 'False', reason: MissingEndpoints, message: none}]}} | progressing: MissingEndpoints: none
            apiregistration.k8s.io/v1 APIService | {status: {conditions: [{type: Available, status: 'True'}]}} | healthy: available
            v1 ConfigMap | {data: {a: b}} | healthy: in place
            autoscaling/v2 HorizontalPodAutoscaler | {status: {conditions: [{type: ScalingActive, status: 'False'}]}} | healthy: in place
            # custom resources
            shop.example/v1 Cart | {} | healthy: in place
            shop.example/v1 Cart | {metadata: {generation: 3}, status: {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}]}} | progressing: the change has not been taken up yet
            shop.example/v1 Cart | {status: {conditions: [{type: Ready, status: 'False', reason: Building, message: step 1}]}} | progressing: Building: step 1
            shop.example/v1 Cart | {status: {conditions: [{type: Ready, status: Unknown}]}} | progressing: not ready yet
            shop.example/v1 Cart | {status: {conditions: [{type: Ready, status: 'True'}]}} | healthy: ready
            shop.example/v1 Cart | {status: {conditions: [{type: Reconciling, status: 'True', reason: Busy, message: step 2}, {type: Ready, status: 'True'}]}} | progressing: Busy: step 2
            shop.example/v1 Cart | {status: {conditions: [{type: Stalled, status: 'True', reason: Broken, message: no way}]}} | failed: Broken: no way
            shop.example/v1 Cart | {metadata: {generation: 3}, status: {conditions: [{type: Ready, status: 'True', observedGeneration: 2}]}} | progressing: the change has not been taken up yet
            shop.example/v1 Cart | {metadata: {generation: 3}, status: {conditions: [{type: Ready, status: 'True', observedGeneration: 3}]}} | healthy: ready
            shop.example/v1 Cart | {metadata: {generation: 3}, status: {conditions: [{type: Stalled, status: 'True', observedGeneration: 2}, {type: Ready, status: 'False', observedGeneration: 2}]}} | progressing: the change has not been taken up yet
            networking.k8s.io/v1 Ingress | {status: {loadBalancer: {}}} | healthy: in place
            """)
    void eachKindHasItsRules(String type, String rest, String verdict) {
        String[] names = type.split(" ");
        ObjectNode live = Yaml.object(names[0], names[1], "x", rest.replace("@DONE@", DONE));
        assertThat(words(Health.of(live, List.of(), TIMING))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}} | failed: pod p, container app: ImagePullBackOff: Back-off pulling image
            {waiting: {reason: ErrImagePull, message: not found}} | progressing: 0 of 1 replicas are available
            {waiting: {reason: InvalidImageName}} | failed: pod p, container app: InvalidImageName
            {waiting: {reason: CreateContainerConfigError, message: secret x not found}} | failed: pod p, container app: CreateContainerConfigError: secret x not found
            {waiting: {reason: CreateContainerError}} | failed: pod p, container app: CreateContainerError
            {waiting: {reason: RunContainerError}} | failed: pod p, container app: RunContainerError
            {waiting: {reason: CrashLoopBackOff, message: back-off 10s}} | failed: pod p, container app: CrashLoopBackOff: back-off 10s
            {waiting: {reason: ContainerCreating}} | progressing: 0 of 1 replicas are available
            {running: {}} | progressing: 0 of 1 replicas are available
            """)
    void podsThatCannotHealFailTheirWorkload(String state, String verdict) {
        ObjectNode pod =
                Yaml.object("v1", "Pod", "p", "status: {containerStatuses: [{name: app, state: " + state + "}]}");
        assertThat(words(Health.of(unavailable(), List.of(pod), TIMING))).isEqualTo(verdict);
    }

    @Test
    void aCrashLoopTellsHowTheContainerEnded() {
        ObjectNode pod = Yaml.object("v1", "Pod", "p", """
                status:
                  initContainerStatuses:
                  - name: migrate
                    state: {waiting: {reason: CrashLoopBackOff}}
                    lastState: {terminated: {exitCode: 137, reason: OOMKilled}}
                """);
        assertThat(words(Health.of(unavailable(), List.of(pod), TIMING)))
                .isEqualTo(
                        "failed: pod p, container migrate: CrashLoopBackOff; before that, exit code 137 (OOMKilled)");
    }

    @Test
    void aHealthyWorkloadMayHaveATroubledPod() {
        ObjectNode daemons =
                Yaml.object("apps/v1", "DaemonSet", "d", "status: {observedGeneration: 1, desiredNumberScheduled: 0}");
        ObjectNode pod = Yaml.object(
                "v1",
                "Pod",
                "p",
                "status: {containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]}");
        assertThat(Health.of(daemons, List.of(pod), TIMING)).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void aJobCountsItsCrashesItself() {
        ObjectNode job = Yaml.object("batch/v1", "Job", "j", "status: {startTime: x}");
        ObjectNode crashing = Yaml.object(
                "v1",
                "Pod",
                "p",
                "status: {containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]}");
        ObjectNode missing = Yaml.object(
                "v1",
                "Pod",
                "p",
                "status: {containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff}}}]}");
        assertThat(Health.of(job, List.of(crashing), TIMING)).isInstanceOf(Verdict.Progressing.class);
        assertThat(Health.of(job, List.of(missing), TIMING)).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void aFailedJobTellsHowItsPodEnded() {
        ObjectNode job = Yaml.object(
                "batch/v1",
                "Job",
                "j",
                "status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}");
        ObjectNode pod = Yaml.object(
                "v1",
                "Pod",
                "p",
                "status: {containerStatuses: [{name: app, state: {terminated: {exitCode: 1, reason: Error}}}]}");
        assertThat(words(Health.of(job, List.of(pod), TIMING)))
                .isEqualTo("failed: BackoffLimitExceeded; pod p, container app: exit code 1 (Error)");
    }

    @Test
    void aPodWithoutANodeIsBorneForAWhile() {
        assertThat(Health.of(unavailable(), List.of(unschedulable("2026-11-23T11:59:45Z")), TIMING))
                .isEqualTo(new Verdict.Progressing(
                        "pod p: Unschedulable: 3 Insufficient cpu",
                        java.util.Optional.of(Instant.parse("2026-11-23T12:00:15Z"))));
        assertThat(Health.of(unavailable(), List.of(unschedulable("2026-11-23T11:59:30Z")), TIMING))
                .isEqualTo(new Verdict.Failed("pod p: Unschedulable: 3 Insufficient cpu", Certainty.OUTLASTED_GRACE));
    }

    @Test
    void aServersClockThatIsBehindShortensNoGrace() {
        Timing justBegun = new Timing(NOW.minusSeconds(1), NOW);
        assertThat(Health.of(unavailable(), List.of(unschedulable("2026-11-23T11:00:00Z")), justBegun))
                .isInstanceOf(Verdict.Progressing.class);
    }

    @Test
    void aFailureGoesBeforeATroubleThatMayPass() {
        ObjectNode missing = Yaml.object(
                "v1",
                "Pod",
                "q",
                "status: {containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff}}}]}");
        assertThat(words(Health.of(unavailable(), List.of(unschedulable("2026-11-23T11:59:59Z"), missing), TIMING)))
                .isEqualTo("failed: pod q, container app: ImagePullBackOff");
    }

    @Test
    void podsThatAreNotAdmittedAreBorneForAWhile() {
        String quota = """
                status: {observedGeneration: 1, conditions: [
                  {type: ReplicaFailure, status: 'True', reason: FailedCreate, message: exceeded quota, lastTransitionTime: '%s'}]}
                """;
        assertThat(words(Health.of(
                        Yaml.object("apps/v1", "Deployment", "d", quota.formatted("2026-11-23T11:59:59Z")),
                        List.of(),
                        TIMING)))
                .isEqualTo("progressing: FailedCreate: exceeded quota");
        assertThat(words(Health.of(
                        Yaml.object("apps/v1", "ReplicaSet", "d", quota.formatted("2026-11-23T11:59:00Z")),
                        List.of(),
                        TIMING)))
                .isEqualTo("failed: FailedCreate: exceeded quota");
    }

    @Test
    void kindsWithoutAStatusNeedNoWatch() {
        assertThat(Health.isImmediate("", "Secret")).isTrue();
        assertThat(Health.isImmediate("rbac.authorization.k8s.io", "Role")).isTrue();
        assertThat(Health.isImmediate("", "Pod")).isFalse();
        assertThat(Health.isImmediate("shop.example", "Secret")).isFalse();
    }

    private static ObjectNode unavailable() {
        return Yaml.object(
                "apps/v1", "Deployment", "d", "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1}");
    }

    private static ObjectNode unschedulable(String since) {
        return Yaml.object("v1", "Pod", "p", """
                status: {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,
                  message: 3 Insufficient cpu, lastTransitionTime: '%s'}]}
                """.formatted(since));
    }

    private static String words(Verdict verdict) {
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ": " + verdict.reason();
    }
}
