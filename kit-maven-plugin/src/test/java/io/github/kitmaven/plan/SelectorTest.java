package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
                    '';                                 true
                    name=web;                           true
                    name==web;                          true
                    name = web;                         true
                    name=api;                           false
                    name!=api;                          true
                    name!=web;                          false
                    tier!=gold;                         true
                    name in (web, api);                 true
                    name in (api);                      false
                    name notin (api,db);                true
                    name notin (web);                   false
                    tier notin (gold);                  true
                    name;                               true
                    tier;                               false
                    !tier;                              true
                    !name;                              false
                    example.com/a=b,name in (web,x);    true
                    example.com/a=b,name=x;             false
                    empty=;                             true
                    """)
    void requirementsHoldAsInKubectl(String selector, boolean selected) {
        var labels = tree("{name: 'web', 'example.com/a': 'b', empty: ''}");
        assertThat(Selector.parse(selector).matches(labels)).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b=c", "a in b", "a,", "=b", "a in (b", "-a", "a > 1"})
    void anythingElseIsRefused(String selector) {
        assertThatThrownBy(() -> Selector.parse(selector))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("label selector '" + selector + "'")
                .hasMessageContaining("Write kit.selector as kubectl's -l");
    }

    @Test
    void anObjectWithoutLabelsLacksThemAll() {
        var none = tree("{}").path("labels");
        assertThat(Selector.parse("a").matches(none)).isFalse();
        assertThat(Selector.parse("!a,a!=b").matches(none)).isTrue();
    }
}
