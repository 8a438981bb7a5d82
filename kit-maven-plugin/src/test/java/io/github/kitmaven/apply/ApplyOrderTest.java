package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplyOrderTest {

    @Test
    void whatOthersNeedComesFirstAndTheRepoOrderHoldsInsideAWave() {
        List<Step> steps = Stream.of(
                        "Ingress",
                        "Service",
                        "Deployment",
                        "Job",
                        "Secret",
                        "ConfigMap",
                        "Role",
                        "ServiceAccount",
                        "Widget",
                        "CustomResourceDefinition",
                        "Namespace")
                .map(ApplyOrderTest::of)
                .map(manifest -> Step.create(manifest, false))
                .toList();
        assertThat(ApplyOrder.waves(steps).stream()
                        .map(wave ->
                                wave.stream().map(step -> step.key().kind()).toList()))
                .containsExactly(
                        List.of("Namespace"),
                        List.of("CustomResourceDefinition"),
                        List.of("Role", "ServiceAccount"),
                        List.of("Secret", "ConfigMap"),
                        List.of("Deployment", "Job"),
                        List.of("Service"),
                        List.of("Ingress", "Widget"));
    }

    @Test
    void whatGoesGoesLastAndInTheOtherDirection() {
        List<Step> steps = Stream.concat(
                        Stream.of("Namespace", "ConfigMap", "Deployment", "Ingress")
                                .map(kind -> Step.delete(of(kind), "no longer in the repo")),
                        Stream.of(Step.create(of("Ingress"), false)))
                .toList();

        assertThat(ApplyOrder.waves(steps).stream()
                        .flatMap(List::stream)
                        .map(step -> step.action().label() + " " + step.key().kind()))
                .containsExactly(
                        "create Ingress",
                        "delete Ingress",
                        "delete Deployment",
                        "delete ConfigMap",
                        "delete Namespace");
    }

    private static Manifest of(String kind) {
        return manifest("{apiVersion: 'v1', kind: '" + kind + "', metadata: {name: 'a'}}");
    }
}
