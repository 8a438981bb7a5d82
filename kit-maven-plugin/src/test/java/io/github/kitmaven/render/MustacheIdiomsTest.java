package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Golden;
import io.github.kitmaven.testing.Values;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Version "2" prints what mustache.js 2.2.1 prints, from which the table is recorded. */
class MustacheIdiomsTest {

    @TestFactory
    Stream<DynamicTest> everyIdiomPrintsAsInTheOriginal() {
        JsonNode table = Golden.read("mustache-idioms.json");
        Mapping data = Values.yaml(table.get("data").toString(), FormatVersion.V3);
        return Golden.each(table.get("cases"))
                .map(row -> DynamicTest.dynamicTest(row.get("template").asText(), () -> check(row, data)));
    }

    private static void check(JsonNode row, Mapping data) {
        SourceText template = new SourceText("t.mustache", row.get("template").asText());
        if (row.has("error")) {
            assertThatThrownBy(() -> parse(template)).isInstanceOf(UserException.class);
        } else {
            String printed = TemplatePrinter.print(parse(template), data, FormatVersion.V2)
                    .text();
            assertThat(printed).isEqualTo(row.get("expected").asText());
        }
    }

    private static Template parse(SourceText template) {
        return new TemplateParser(FormatVersion.V2, (name, indent) -> fail("a partial is looked for"))
                .parse(template, 0);
    }
}
