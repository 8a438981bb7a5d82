package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final String KUBECTL = "kubectl-client-side-apply Update v1";
    private static final String EDIT = "kubectl-edit Update v1";
    private static final String KIT = "kit Apply v1";

    private final Manifest wanted =
            manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: '1'}}");

    @Test
    void whatKubectlAppliedBecomesKits() {
        ObjectNode live = live("{}", Map.of(KUBECTL, "{'f:data': {'.': {}, 'f:a': {}, 'f:b': {}}}"));
        assertThat(needed(live)).containsExactly(Handover.ADOPT);
        assertThat(after(live)).isEqualTo(Map.of(KIT, tree("{'f:data': {'.': {}, 'f:a': {}, 'f:b': {}}}")));
    }

    @Test
    void itJoinsWhatKitOwnsAlready() {
        ObjectNode live =
                live("{}", Map.of(KIT, "{'f:data': {'f:a': {}}}", KUBECTL, "{'f:data': {'.': {}, 'f:b': {}}}"));
        assertThat(after(live)).isEqualTo(Map.of(KIT, tree("{'f:data': {'f:a': {}, '.': {}, 'f:b': {}}}")));
    }

    @Test
    void fieldsInAnotherVersionOfTheApiAreLetGo() {
        ObjectNode live = live(
                "{}",
                Map.of(KIT, "{'f:data': {'f:a': {}}}", KUBECTL.replace("v1", "v1beta1"), "{'f:data': {'f:b': {}}}"));
        assertThat(after(live)).isEqualTo(Map.of(KIT, tree("{'f:data': {'f:a': {}}}")));
    }

    @Test
    void anOlderKubectlIsAnApplierOnlyWhereItSaysWhatItApplied() {
        Map<String, String> owners = Map.of("kubectl Update v1", "{'f:data': {'f:a': {}}}");
        assertThat(needed(live("{}", owners))).isEmpty();
        assertThat(needed(live("{'kit-deployer/last-applied-configuration': '{}'}", owners)))
                .containsExactly(Handover.ADOPT);
        Map<String, String> created = Map.of("kubectl-create Update v1", "{'f:data': {'f:a': {}, 'f:b': {}}}");
        assertThat(needed(live("{}", created))).isEmpty();
    }

    @Test
    void theStatusAndOtherSubresourcesStayWithTheirManagers() {
        ObjectNode live = live("{}", Map.of(KIT, "{'f:data': {'f:a': {}}}"));
        ((ObjectNode) live.at("/metadata/managedFields/0"))
                .put("manager", "kubectl")
                .put("operation", "Update");
        ((ObjectNode) live.at("/metadata/managedFields/0")).put("subresource", "scale");
        assertThat(needed(live)).isEmpty();
    }

    @Test
    void additionsByHandAreAdoptedAndWhatElseTheHandOwnsIsNot() {
        ObjectNode live = live(
                "{}",
                Map.of(
                        KIT,
                        "{'f:data': {'f:a': {}}}",
                        EDIT,
                        "{'f:data': {'f:b': {}}, 'f:metadata': {'f:labels': {'f:team': {}}}}",
                        "operator Update v1",
                        "{'f:data': {'f:o': {}}}"));
        assertThat(after(live))
                .isEqualTo(Map.of(
                        KIT,
                        tree("{'f:data': {'f:a': {}, 'f:b': {}}}"),
                        EDIT,
                        tree("{'f:metadata': {'f:labels': {'f:team': {}}}}"),
                        "operator Update v1",
                        tree("{'f:data': {'f:o': {}}}")));
    }

    @Test
    void whoAppliesServerSideSharesTheObject() {
        ObjectNode live =
                live("{}", Map.of(KIT, "{'f:data': {'f:a': {}}}", "kubectl Apply v1", "{'f:data': {'f:b': {}}}"));
        assertThat(needed(live)).isEmpty();
    }

    @Test
    void aMapThatTheRepoDoesNotFillIsNobodysInParticular() {
        Manifest empty = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {}}");
        ObjectNode live = live("{}", Map.of(KIT, "{'f:data': {}}", EDIT, "{'f:data': {'f:b': {}}}"));
        assertThat(Ownership.of(empty, live).needed(false)).isEmpty();
    }

    @Test
    void copiesOfWhatWasAppliedGoWhoeverWroteThem() {
        String copy = "{'f:metadata': {'f:annotations': {'f:kubectl.kubernetes.io/last-applied-configuration': {}}}}";
        ObjectNode live = live("{}", Map.of("someone Update v1", copy));
        assertThat(after(live)).isEqualTo(Map.of(KIT, tree(copy)));
    }

    @Test
    void replicasAreReleasedAndTheRestStays() {
        ObjectNode live = live("{}", Map.of(KIT, "{'f:spec': {'f:replicas': {}, 'f:paused': {}}}"));
        Ownership owners = Ownership.of(wanted, live);
        assertThat(owners.needed(true)).containsExactly(Handover.RELEASE_REPLICAS);
        assertThat(owners.needed(false)).isEmpty();
        assertThat(owners.after(EnumSet.of(Handover.RELEASE_REPLICAS))
                        .orElseThrow()
                        .at("/0/fieldsV1"))
                .isEqualTo(tree("{'f:spec': {'f:paused': {}}}"));
    }

    @Test
    void whatIsAdoptedAndNotWantedGoesUnlessAnotherOwnsIt() {
        ObjectNode live = live(
                "{}",
                Map.of(
                        KUBECTL,
                        "{'f:data': {'.': {}, 'f:a': {}, 'f:b': {}, 'f:o': {}}, 'f:list': {'.': {},"
                                + " 'k:{\\\"name\\\":\\\"x\\\"}': {'.': {}, 'f:name': {}},"
                                + " 'k:{\\\"name\\\":\\\"y\\\"}': {'.': {}, 'f:name': {}, 'f:v': {}}}}",
                        "operator Update v1",
                        "{'f:data': {'f:o': {}}}"));
        ObjectNode answer = live(
                "{}",
                Map.of(
                        KIT,
                        "{'f:data': {'f:a': {}}, 'f:list': {'k:{\\\"name\\\":\\\"y\\\"}': {'.': {}, 'f:name': {}}}}"));
        answer.set("data", tree("{a: '1', b: '2', o: '3', z: '4'}"));
        answer.set(
                "list",
                tree("{l: [{name: 'x'}, {name: 'y', v: 1}, {name: 'z'}]}").path("l"));

        ObjectNode after = Ownership.of(wanted, live).afterAdopting(answer);

        assertThat(after.path("data")).isEqualTo(tree("{a: '1', o: '3', z: '4'}"));
        assertThat(after.path("list"))
                .isEqualTo(tree("{l: [{name: 'y'}, {name: 'z'}]}").path("l"));
    }

    private Set<Handover> needed(ObjectNode live) {
        return Ownership.of(wanted, live).needed(false);
    }

    /** Who owns what after an adoption, by manager, operation and version. */
    private Map<String, JsonNode> after(ObjectNode live) {
        Map<String, JsonNode> owners = new LinkedHashMap<>();
        Ownership.of(wanted, live)
                .after(EnumSet.of(Handover.ADOPT))
                .orElseThrow()
                .forEach(entry -> owners.put(
                        String.join(
                                " ",
                                List.of(
                                        entry.path("manager").asText(),
                                        entry.path("operation").asText(),
                                        entry.path("apiVersion").asText())),
                        entry.path("fieldsV1")));
        return owners;
    }

    private static ObjectNode live(String annotations, Map<String, String> owners) {
        ObjectNode live = tree("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c', annotations: " + annotations
                + ", managedFields: []}}");
        owners.forEach((who, fields) -> {
            String[] words = who.split(" ");
            live.withArray("/metadata/managedFields")
                    .addObject()
                    .put("manager", words[0])
                    .put("operation", words[1])
                    .put("apiVersion", words[2])
                    .set("fieldsV1", tree(fields));
        });
        return live;
    }
}
