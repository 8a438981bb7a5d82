package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ClusterPlanned;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema documents every key of result.json. */
class ResultSchemaTest {
    @TempDir
    private Path folder;

    @Test
    void theSchemaKnowsEveryKey() throws IOException {
        Path file = folder.resolve("result.json");
        RunInfo info = new RunInfo("0d0c", "Jane", Optional.of("41"), Optional.of("7"));
        Reports reports = new Reports(info, new Secrets(), file, List.of(), Clock.systemUTC());
        reports.on(new ClusterPlanned("eu-1", Map.of("update", 1)));
        reports.on(new ObjectApplied("eu-1", Reportings.update().key(), "update"));
        reports.on(new Warned(Diagnostic.of("odd", "look")));
        reports.on(new ClusterFinished("eu-1", true, 1, 5));
        reports.write(Reportings.deploy());
        String text = Files.readString(file);

        assertThat(strict().validate(text, InputFormat.JSON)).isEmpty();
        assertThat(strict().validate(text.replace("\"after\"", "\"later\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(text).contains("\"appliedAfter\"", "\"uuid\" : \"0d0c\"", "\"type\" : \"finished\"");
    }

    /** The schema as it is shipped lets more keys join; here each must be in it. */
    private static Schema strict() throws IOException {
        try (var file = ResultJson.class.getResourceAsStream("result.schema.json")) {
            JsonNode schema = close(JsonFile.JSON.readTree(file));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString(), InputFormat.JSON);
        }
    }

    private static JsonNode close(JsonNode node) {
        node.forEach(ResultSchemaTest::close);
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        return node;
    }
}
