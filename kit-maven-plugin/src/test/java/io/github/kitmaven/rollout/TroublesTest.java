package io.github.kitmaven.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String CREATING = "status: {containerStatuses: [{name: app, state: {waiting: {reason: X}}}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # events of a pod that is being created
            FailedMount | MountVolume.SetUp failed for volume "c": configmap "web" not found | PASSING
            FailedMount | references non-existent secret key: token | PASSING
            FailedMount | Unable to attach or mount volumes: timed out | NOTED
            FailedAttachVolume | Multi-Attach error | NOTED
            FailedCreatePodSandBox | network is not ready | NOTED
            Unhealthy | Readiness probe failed: 503 | NOTED
            """)
    void eventsOfAPodAreGradedByWhatHealsByItself(String reason, String message, String gravity) {
        ObjectNode pod = pod(CREATING);
        assertThat(Troubles.of(workload(""), List.of(new Live(pod)), List.of(event(pod, reason, message))))
                .extracting(trouble -> trouble.gravity() + " " + trouble.words())
                .containsExactly(gravity + " pod p: " + reason + ": " + message);
    }

    @Test
    void whatAStateTellsIsNotToldTwice() {
        ObjectNode missing =
                pod("status: {containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff}}}]}");
        ObjectNode homeless = pod(
                "status: {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no cpu}]}");
        assertThat(words(missing, event(missing, "Failed", "Error: ImagePullBackOff"), event(missing, "BackOff", "x")))
                .containsExactly("pod p, container app: ImagePullBackOff");
        assertThat(words(homeless, event(homeless, "FailedScheduling", "no cpu")))
                .containsExactly("pod p: Unschedulable: no cpu");
    }

    @Test
    void eventsOfAPodThatIsReadyOrRunsAgainAreHistory() {
        ObjectNode ready = pod("status: {conditions: [{type: Ready, status: 'True'}]}");
        ObjectNode running = pod("status: {containerStatuses: [{name: app, state: {running: {}}}]}");
        assertThat(words(ready, event(ready, "Unhealthy", "503"))).isEmpty();
        assertThat(words(running, event(running, "FailedMount", "secret \"x\" not found")))
                .isEmpty();
    }

    @Test
    void aNodeThatIsBeingAddedExcusesAPodWithoutOne() {
        ObjectNode pod = pod(
                "status: {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no cpu}]}");
        ObjectNode comes = tree(pod, "TriggeredScaleUp", "pod triggered scale-up");
        comes.put("type", "Normal");
        List<Trouble> troubles = Troubles.of(workload(""), List.of(new Live(pod)), List.of(new Happening(comes)));
        assertThat(troubles)
                .extracting(trouble -> trouble.gravity() + " " + trouble.words())
                .containsExactly("NOTED pod p: Unschedulable: no cpu; a node is being added for it");
    }

    @Test
    void aContainerThatRanOutOfMemoryIsBorneForAWhile() {
        ObjectNode pod = pod("""
                status: {containerStatuses: [{name: app, restartCount: 1, state: {running: {}},
                  lastState: {terminated: {exitCode: 137, reason: OOMKilled, finishedAt: '2026-11-23T11:59:00Z'}}}]}""");
        assertThat(Troubles.of(workload(""), List.of(new Live(pod)), List.of()))
                .containsExactly(new Trouble(
                        "p",
                        "app",
                        "OOMKilled",
                        "",
                        "exit code 137 (OOMKilled)",
                        1,
                        Instant.parse("2026-11-23T11:59:00Z"),
                        Trouble.Gravity.PASSING));
    }

    @Test
    void podsThatAreRefusedCountUntilOneIsMade() {
        Live set = new Live(Yaml.object("apps/v1", "StatefulSet", "db", "{}"));
        Happening refused = event(set.tree(), "FailedCreate", "create Pod db-0 failed: exceeded quota: q");
        Live older = new Live(pod("metadata: {creationTimestamp: '2026-11-23T11:00:00Z'}"));
        Live newer = new Live(pod("metadata: {creationTimestamp: '2026-11-23T11:59:50Z'}"));
        assertThat(Troubles.of(set, List.of(older), List.of(refused)))
                .extracting(Trouble::words)
                .containsExactly("FailedCreate: create Pod db-0 failed: exceeded quota: q");
        assertThat(Troubles.of(set, List.of(older, newer), List.of(refused))).isEmpty();
    }

    @Test
    void anEventIsReadInItsOldAndInItsNewForm() {
        Happening old = event(pod(""), "BackOff", "x");
        assertThat(old.times()).isEqualTo(3);
        assertThat(old.last()).isEqualTo(Instant.parse("2026-11-23T11:59:30Z"));
        Happening series = new Happening(Yaml.object("""
                {reason: BackOff, eventTime: '2026-11-23T11:58:00.5Z',
                 series: {count: 4, lastObservedTime: '2026-11-23T11:59:00.25Z'}}"""));
        assertThat(series.times()).isEqualTo(4);
        assertThat(series.first()).isEqualTo(Instant.parse("2026-11-23T11:58:00.5Z"));
        assertThat(series.last()).isEqualTo(Instant.parse("2026-11-23T11:59:00.25Z"));
    }

    @Test
    void theMostTellingEventIsAWarningThatSaysMoreThanTheState() {
        ObjectNode pod = pod("");
        ObjectNode later = tree(pod, "Failed", "Error: ImagePullBackOff");
        later.put("lastTimestamp", "2026-11-23T12:00:00Z");
        ObjectNode normal = tree(pod, "Pulling", "Pulling image");
        normal.put("type", "Normal").put("lastTimestamp", "2026-11-23T12:00:00Z");
        Happening pull = event(pod, "Failed", "Failed to pull image \"x\": not found");
        assertThat(Happening.mostTelling(List.of(new Happening(later), pull, new Happening(normal))))
                .contains(pull);
        assertThat(Happening.mostTelling(List.of(new Happening(normal)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # restarts  threshold  ignored           verdict
            3         | 0 | none                   | Failed
            3         | 2 | none                   | Failed
            3         | 3 | none                   | Progressing
            3         | 0 | BackOff                | Progressing
            3         | 0 | CrashLoopBackOff       | Progressing
            3         | 0 | ImagePullBackOff       | Failed
            """)
    void aThresholdAndIgnoredReasonsLetTroublesPass(int restarts, int threshold, String ignored, String verdict) {
        ObjectNode pod = pod("status: {containerStatuses: [{name: app, restartCount: " + restarts
                + ", state: {waiting: {reason: CrashLoopBackOff}}}]}");
        HealthOptions health = new HealthOptions(true, HealthOptions.DEFAULT.grace(), threshold, Set.of(ignored));
        Verdict judged = Health.of(workload("").tree(), List.of(pod), new Timing(NOW.minusSeconds(99), NOW, health));
        assertThat(judged.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(judged.reason()).contains("CrashLoopBackOff");
    }

    @Test
    void aHealthCheckThatIsOffLooksAtTheObjectAlone() {
        ObjectNode pod =
                pod("status: {containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]}");
        HealthOptions off = new HealthOptions(false, HealthOptions.DEFAULT.grace(), 0, Set.of());
        assertThat(Health.of(workload("").tree(), List.of(pod), new Timing(NOW.minusSeconds(99), NOW, off)))
                .isEqualTo(new Verdict.Progressing("0 of 1 replicas are available"));
    }

    private static List<String> words(ObjectNode pod, Happening... events) {
        return Troubles.of(workload(""), List.of(new Live(pod)), List.of(events)).stream()
                .map(Trouble::words)
                .toList();
    }

    private static Live workload(String rest) {
        String status = "status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1}\n" + rest;
        return new Live(Yaml.object("apps/v1", "Deployment", "web", status));
    }

    private static ObjectNode pod(String rest) {
        return Yaml.object("v1", "Pod", "p", rest);
    }

    private static Happening event(ObjectNode about, String reason, String message) {
        return new Happening(tree(about, reason, message));
    }

    private static ObjectNode tree(ObjectNode about, String reason, String message) {
        return Yaml.event(about, reason, message, 3, "2026-11-23T11:59:00Z", "2026-11-23T11:59:30Z");
    }
}
