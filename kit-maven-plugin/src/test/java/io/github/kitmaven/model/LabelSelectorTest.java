package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LabelSelectorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | {}                 | true
            app=web                              | {app: web}         | true
            app = web                            | {app: web}         | true
            app=web                              | {app: db}          | false
            app!=web                             | {}                 | true
            app=web,tier=front                   | {app: web}         | false
            app in (web, db),tier notin (back)   | {app: db}          | true
            kit.test/app                         | {kit.test/app: ''} | true
            !app                                 | {app: web}         | false
            n>3,n<5                              | {n: '4'}           | true
            n>3                                  | {n: x}             | false
            app=                                 | {app: ''}          | true
            app in(web)                          | {app: web}         | true
            app in (web,)                        | {app: ''}          | true
            app notin (web)                      | {}                 | true
            ' ! app '                            | {}                 | true
            app==web-1.x_y                       | {app: web-1.x_y}   | true
            """)
    void queriesChoose(String query, String labels, boolean chosen) {
        assertThat(LabelSelector.parse(query).matches(yaml(labels))).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                            | {app: web} | true
            {matchLabels: {app: web}}                                     | {app: web} | true
            {matchLabels: {app: web}}                                     | {}         | false
            {matchExpressions: [{key: app, operator: In, values: [web]}]} | {app: web} | true
            {matchExpressions: [{key: app, operator: NotIn, values: [web]}]} | {}      | true
            {matchExpressions: [{key: app, operator: Exists}]}            | {}         | false
            {matchExpressions: [{key: app, operator: DoesNotExist}]}      | {}         | true
            """)
    void treesChoose(String selector, String labels, boolean chosen) {
        assertThat(LabelSelector.of(yaml(selector)).matches(yaml(labels))).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a in (b",
                "=a",
                "a b",
                "a=b=c",
                "a,,b",
                "a in b",
                "a,",
                "-a",
                "a > b",
                "A.com/x",
                "a=-b",
                "a in (b c)",
                "a!=b."
            })
    void othersAreRefused(String query) {
        assertThatThrownBy(() -> LabelSelector.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectWithoutLabelsLacksThemAll() {
        assertThat(LabelSelector.parse("a").matches(MissingNode.getInstance())).isFalse();
        assertThat(LabelSelector.parse("!a,a!=b").matches(MissingNode.getInstance()))
                .isTrue();
    }

    private static JsonNode yaml(String text) {
        Object plain = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new JsonMapper().valueToTree(plain);
    }
}
