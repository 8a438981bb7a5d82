package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            """)
    void queriesChoose(String query, String labels, boolean chosen) {
        assertThat(LabelSelector.parse(query).matches(Trees.of(labels))).isEqualTo(chosen);
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
        assertThat(LabelSelector.of(Trees.of(selector)).matches(Trees.of(labels)))
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a in (b", "=a", "a b", "a=b=c", "a,,b", "a in b"})
    void othersAreRefused(String query) {
        assertThatThrownBy(() -> LabelSelector.parse(query)).isInstanceOf(ApiError.class);
    }
}
