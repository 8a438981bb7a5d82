package io.github.kitmaven.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final FieldChange IMAGE = change("spec.template.spec.containers[web].image", "a:1", "a:2");
    private static final FieldChange PAUSED = change("spec.paused", "", "true");
    private static final FieldChange REPLICAS = change("spec.replicas", "5", "3", "kubectl-edit");
    private static final FieldChange ZONE = change("spec.template.spec.nodeSelector.zone", "a", "", "kubectl-edit");
    private static final FieldChange LABEL = change("metadata.labels[example.com/a]", "b", "", "kubectl-label");

    @Test
    void whatTheRepoChangedIsCounted() {
        assertThat(ours(IMAGE)).isEqualTo("image changed");
        assertThat(ours(PAUSED)).isEqualTo("1 field changed");
        assertThat(ours(IMAGE, PAUSED)).isEqualTo("2 fields changed");
        assertThat(ours()).isEqualTo("only the ownership of fields changes");
    }

    @Test
    void driftNamesTheFieldBothValuesAndWhoDidIt() {
        assertThat(ours(REPLICAS)).isEqualTo("drift: replicas 5, want 3, by kubectl-edit");
        assertThat(ours(ZONE)).isEqualTo("drift: added to spec.template.spec.nodeSelector: zone, by kubectl-edit");
        assertThat(ours(LABEL)).isEqualTo("drift: added to metadata.labels: example.com/a, by kubectl-label");
        assertThat(ours(REPLICAS, ZONE, LABEL))
                .isEqualTo("drift: 3 fields, by kubectl-edit, kubectl-label: spec.replicas 5, want 3, ...");
        assertThat(ours(change("data.motd", "one\ntwo " + "x".repeat(50), "short", "kubectl-edit")))
                .isEqualTo("drift: motd one two xxxxxxxxxxxxxxxxxxxxxxxxxxxxx..., want short, by kubectl-edit");
    }

    @Test
    void whatTheRepoAndAHandChangedAreBothTold() {
        assertThat(ours(IMAGE, REPLICAS)).isEqualTo("image changed; drift: replicas 5, want 3, by kubectl-edit");
    }

    @Test
    void whereTheRepoWantsWhatItWantedAllIsDrift() {
        assertThat(Reason.of(true, true, List.of(PAUSED), List.of()))
                .isEqualTo("drift: spec.paused is gone, want true");
        assertThat(Reason.of(true, true, List.of(IMAGE), List.of())).isEqualTo("drift: image a:1, want a:2");
    }

    @Test
    void aServiceThatItsStrategySwitchesHasNotDrifted() {
        assertThat(Reason.of(true, true, List.of(change("spec.selector.id", "41", "42")), List.of()))
                .isEqualTo("switched from deploy 41 to 42");
        assertThat(Reason.of(true, true, List.of(change("spec.selector.id", "40", "42", "kubectl-edit")), List.of()))
                .isEqualTo("drift: id 40, want 42, by kubectl-edit");
        assertThat(Reason.of(true, false, List.of(change("spec.selector.id", "", "42")), List.of()))
                .isEqualTo("1 field changed");
    }

    @Test
    void whatIsTakenFromOthersNamesThem() {
        FieldChange theirs = change("data.a", "1", "2", "operator");
        assertThat(Reason.of(true, false, List.of(theirs), List.of("operator"))).isEqualTo("taken over from operator");
        assertThat(Reason.of(false, false, List.of(IMAGE), List.of("kubectl-client-side-apply")))
                .isEqualTo("taken over from kubectl-client-side-apply");
        assertThat(Reason.of(false, false, List.of(IMAGE), List.of())).isEqualTo("not applied by kit before");
    }

    @Test
    void copiesOfWhatWasAppliedAreNoReason() {
        FieldChange copy = change(
                "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]", "{}", "", "kubectl-edit");
        assertThat(Reason.of(true, true, List.of(copy), List.of("kubectl-edit")))
                .isEqualTo("taken over from kubectl-edit");
    }

    private static String ours(FieldChange... changes) {
        return Reason.of(true, false, List.of(changes), List.of());
    }

    private static FieldChange change(String path, String before, String after, String... owners) {
        return new FieldChange(
                path,
                Optional.of(before).filter(value -> !value.isEmpty()),
                Optional.of(after).filter(value -> !value.isEmpty()),
                List.of(owners));
    }
}
