package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.testing.NoCluster;
import io.github.kitmaven.testing.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessReviewTest {
    private final Reviewer cluster = new Reviewer();

    @Test
    void eachQuestionIsAskedOnceHoweverManyObjectsNeedIt() {
        Plan plan = plan(IntStream.range(0, 20).mapToObj(i -> Step.create(object("w" + i), false)));
        assertThat(problems(plan)).isEmpty();
        assertThat(cluster.asked).containsExactly("watch widgets in shop");
    }

    @Test
    void nothingIsAskedWhereNothingIsWritten() {
        assertThat(problems(plan(Stream.of(Step.unchanged(object("w")))))).isEmpty();
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void aRightThatHoldsForSomeNamesOnlyIsAskedForByName() {
        cluster.allows = question -> question.endsWith("/mine");
        Plan plan = plan(Stream.of("mine", "other").map(name -> Step.delete(object(name), "gone")));
        assertThat(problems(plan))
                .singleElement()
                .asString()
                .contains("User bob may not delete widgets.example.com in namespace shop of cluster dev, which Widget"
                        + " shop/other needs.");
        assertThat(cluster.asked)
                .containsExactly(
                        "delete widgets in shop",
                        "delete widgets in shop/mine",
                        "delete widgets in shop/other",
                        "SelfSubjectReview");
    }

    @Test
    void aClusterThatAnswersNoSuchQuestionIsTakenAtTheWordOfItsDryRuns() {
        for (int code : List.of(403, 404)) {
            cluster.refusal = Optional.of(new ApiException(code, "", "no", List.of()));
            assertThat(problems(plan(Stream.of(Step.create(object("w"), false)))))
                    .isEmpty();
        }
    }

    @Test
    void anOldClusterDoesNotTellWhoOneIs() {
        cluster.allows = question -> false;
        cluster.tellsUser = false;
        assertThat(problems(plan(Stream.of(Step.create(object("w"), false)))))
                .singleElement()
                .asString()
                .contains("The user of its kubeconfig may not watch widgets.example.com");
    }

    private List<String> problems(Plan plan) {
        try (Parallel parallel = new Parallel("test", 2)) {
            return new AccessReview(cluster, parallel)
                    .problems(plan, true).stream().map(Diagnostic::text).toList();
        }
    }

    private static Plan plan(Stream<Step> steps) {
        return new Plan("dev", steps.toList());
    }

    private static io.github.kitmaven.model.Manifest object(String name) {
        return manifest("{apiVersion: 'example.com/v1', kind: 'Widget', metadata: {name: '%s', namespace: 'shop'}}"
                .formatted(name));
    }

    private static final class Reviewer extends NoCluster {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private Predicate<String> allows = question -> true;
        private Optional<ApiException> refusal = Optional.empty();
        private boolean tellsUser = true;

        @Override
        public Optional<ResourceType> type(String apiVersion, String kind) {
            return Optional.of(new ResourceType(apiVersion, kind, kind.toLowerCase(Locale.ROOT) + "s", true));
        }

        @Override
        public ObjectNode create(ResourceType type, ObjectNode object) {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (type.kind().equals("SelfSubjectReview")) {
                asked.add("SelfSubjectReview");
                if (!tellsUser) {
                    throw new ApiException(404, "NotFound", "no such resource", List.of());
                }
                return Trees.tree("{status: {userInfo: {username: 'bob'}}}");
            }
            JsonNode what = object.at("/spec/resourceAttributes");
            String name = what.path("name").asText();
            String question =
                    what.path("verb").asText() + " " + what.path("resource").asText() + " in "
                            + what.path("namespace").asText() + (name.isEmpty() ? "" : "/" + name);
            asked.add(question);
            return Trees.tree("{status: {allowed: " + allows.test(question) + "}}");
        }
    }
}
