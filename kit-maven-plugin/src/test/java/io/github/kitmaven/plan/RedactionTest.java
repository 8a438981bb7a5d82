package io.github.kitmaven.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.testing.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final Redaction REDACTION = new Redaction(Secrets.of(List.of("known")));
    private static final String WEB =
            "{apiVersion: 'v1', kind: 'X', metadata: {name: 'web'}, spec: {a: '%s', b: '%s'}}";
    private static final String SECRET =
            "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}, data: {a: '%s'}, type: 'q'}";

    private final Manifest web = Trees.manifest(WEB.formatted("7", "5"))
            .hiding(new SecretFields(Map.of(JsonPointer.compile("/spec/a"), "<secret>"), Set.of()));

    @Test
    void whatIsToldOfAClusterLosesWhatIsSecretOfItsObjectsTodayAndBefore() {
        ObjectNode before = Trees.tree(WEB.formatted("8", "6"));
        ObjectNode secret = Trees.tree(SECRET.formatted("eHk=")); // xy
        Manifest wanted = Trees.manifest(SECRET.formatted("eno=")); // zz

        Redaction all = REDACTION.and(
                List.of(web, wanted), Map.of(ManifestKey.of(before), before, ManifestKey.of(secret), secret));

        assertThat(all.text("a 7, 8, 5, 6, 17: xy zz q known"))
                .isEqualTo("a <secret>, <secret>, 5, 6, 17: <secret> <secret> q <secret>");
    }

    @Test
    void whatIsToldOfOneObjectLosesItsOwn() {
        assertThat(REDACTION.text(web, "7, 8, known")).isEqualTo("<secret>, 8, <secret>");
        assertThat(REDACTION.text("7, 8, known")).isEqualTo("7, 8, <secret>");
    }
}
