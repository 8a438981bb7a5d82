package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ApiException.Cause;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Conflict;
import io.github.kitmaven.plan.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Redaction PLAIN = new Redaction(new Secrets());

    private final Manifest web =
            manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}}");

    @Test
    void aConflictNamesEachFieldItsManagerAndTheWaysOut() {
        ApiException conflict = new ApiException(
                409,
                "Conflict",
                "Apply failed with 2 conflicts",
                List.of(
                        new Cause("FieldManagerConflict", ".spec.replicas", "conflict with \"scaler\" using apps/v1"),
                        new Cause(
                                "FieldManagerConflict",
                                ".spec.paused",
                                "conflict with \"ops\" with subresource \"scale\" using apps/v1")));
        assertThat(Refusal.conflicts(conflict))
                .containsExactly(new Conflict(".spec.replicas", "scaler"), new Conflict(".spec.paused", "ops"));
        assertThat(Refusal.of("dev", web, conflict, PLAIN).text())
                .isEqualTo(
                        "dev/some.yaml:1:1: Deployment shop/web in cluster dev conflicts with other managers of its fields:"
                                + " .spec.replicas is owned by scaler, .spec.paused is owned by ops. Leave these fields out of the"
                                + " template if the other manager is right, or take them over with -Dkit.forceConflicts=true.");
    }

    @Test
    void aMissingNamespaceSaysWhichFileToAdd() {
        ApiException missing = new ApiException(404, "NotFound", "namespaces \"shop\" not found", List.of());
        assertThat(Refusal.of("dev", web, missing, PLAIN).text())
                .isEqualTo("dev/some.yaml:1:1: Deployment shop/web in cluster dev has no namespace to be in:"
                        + " namespaces \"shop\" not found. Add namespaces/dev/shop.yaml with that Namespace, so that kit"
                        + " creates it first.");
    }

    @Test
    void anyOtherRefusalHasTheServersWordsAndAnAdvice() {
        assertThat(Refusal.of("dev", web, new ApiException(403, "Forbidden", "user can't patch", List.of()), PLAIN)
                        .text())
                .isEqualTo("dev/some.yaml:1:1: Deployment shop/web in cluster dev is refused (403 Forbidden):"
                        + " user can't patch. Give the deployer's user this permission, or use other credentials.");
        assertThat(Refusal.of(
                                "dev",
                                web,
                                new ApiException(422, "Invalid", "spec.selector: field is immutable", List.of()),
                                PLAIN)
                        .text())
                .contains("(422 Invalid): spec.selector: field is immutable. That field can't be changed");
        assertThat(Refusal.of("dev", web, new ApiException(500, "", "boom.", List.of()), PLAIN)
                        .text())
                .contains("(500): boom. Run the build again");
    }

    @Test
    void aTemplatesFaultIsNotTakenForTheServers() {
        for (String words : List.of(
                "failed to create typed patch object: .spec.replicas: expected numeric (int or float), got string",
                "failed to convert new object to proper version: quantities must match a regular expression, got string")) {
            assertThat(Refusal.of("dev", web, new ApiException(500, "", words, List.of()), PLAIN)
                            .text())
                    .endsWith("got string. Mend the template or the value that the message names.");
        }
    }

    @Test
    void aSecretsValueQuotedByTheServerIsMasked() {
        Manifest secret = manifest(
                "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's', namespace: 'shop'}, data: {k: 'aHVudGVyMg=='}}");
        ApiException quoting = new ApiException(422, "Invalid", "data: Invalid value: \"hunter2\"", List.of());
        assertThat(Refusal.of("dev", secret, quoting, PLAIN).text())
                .contains("\"<secret>\"")
                .doesNotContain("hunter2");
    }

    @Test
    void ofASecretFieldTheValueIsMaskedWhereverTheServerQuotesIt() {
        Manifest seven = manifest(
                        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'ab'},"
                                + " spec: {replicas: 7, paused: true}}")
                .hiding(new SecretFields(
                        Map.of(
                                JsonPointer.compile("/spec/replicas"), "<secret>",
                                JsonPointer.compile("/spec/paused"), "<secret>",
                                JsonPointer.compile("/metadata/namespace"), "<secret>"),
                        Set.of()));
        ApiException invalid = new ApiException(
                422,
                "Invalid",
                "Deployment.apps \"web\" is invalid: [spec.replicas: Invalid value: 7: must be less than 17, spec.paused:"
                        + " Invalid value: true]",
                List.of());
        ApiException missing = new ApiException(404, "NotFound", "namespaces \"ab\" not found", List.of());
        ApiException conflict = new ApiException(
                409,
                "Conflict",
                "",
                List.of(new Cause("FieldManagerConflict", ".spec.x[name=\"ab\"].y", "conflict with \"z\"")));

        assertThat(Refusal.of("dev", seven, invalid, PLAIN).text())
                .contains(
                        "Deployment <secret>/web in cluster dev is refused (422 Invalid): Deployment.apps \"web\" is invalid:"
                                + " [spec.replicas: Invalid value: <secret>: must be less than 17, spec.paused: Invalid value: <secret>].");
        assertThat(Refusal.of("dev", seven, missing, PLAIN).text())
                .contains(
                        "has no namespace to be in: namespaces \"<secret>\" not found. Add namespaces/dev/<secret>.yaml");
        assertThat(Refusal.of("dev", seven, conflict, PLAIN).text())
                .contains(": .spec.x[name=\"<secret>\"].y is owned by z.");
    }
}
