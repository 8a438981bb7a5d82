package io.github.kitmaven.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    5,20%   | 10   | 5   | 5 objects or 20 %
                    5,20%   | 100  | 20  | 5 objects or 20 %
                    5 , 20 %| 24   | 5   | 5 objects or 20 %
                    5, 20%  | 30   | 6   | 5 objects or 20 %
                    0       | 1000 | 0   | 0 objects
                    12      | 1000 | 12  | 12 objects
                    50%     | 9    | 4   | 50 %
                    100%    | 9    | 9   | 100 %
                    """)
    void theGreaterOfNumberAndShareCounts(String text, int listed, int allowed, String words) {
        Budget budget = Budget.parse(text).orElseThrow();
        assertThat(budget.of(listed)).isEqualTo(allowed);
        assertThat(budget).hasToString(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "all", "5,", "5,20", "-1", "20%,5", "5;20%", "5%%", "1.5"})
    void anythingElseIsNoBudget(String text) {
        assertThat(Budget.parse(text)).isEmpty();
    }
}
