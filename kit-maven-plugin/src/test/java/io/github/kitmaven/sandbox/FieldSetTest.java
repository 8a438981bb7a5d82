package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldSetTest {
    @Test
    void writtenAndReadItIsTheSame() throws Exception {
        String json = "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:app\":{}}},\"f:spec\":{\"f:ports\":{"
                + "\"k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:port\":{}}},\"f:set\":{\"v:\\\"a\\\"\":{}}}}";

        assertThat(set(json).toJson().toString()).isEqualTo(json);
    }

    @Test
    void aUnionHasTheMembersOfBoth() throws Exception {
        assertThat(set("{\"f:a\":{\".\":{},\"f:b\":{}}}")
                        .union(set("{\"f:a\":{\"f:c\":{}},\"f:d\":{}}"))
                        .paths())
                .containsExactly(".a", ".a.b", ".a.c", ".d");
    }

    @Test
    void aDifferenceKeepsWhatIsBelowAMember() throws Exception {
        FieldSet whole = set("{\"f:a\":{\".\":{},\"f:b\":{}},\"f:c\":{}}");

        assertThat(whole.minus(set("{\"f:a\":{}}")).paths()).containsExactly(".a.b", ".c");
        assertThat(whole.withoutTrees(set("{\"f:a\":{}}")).paths()).containsExactly(".c");
    }

    @Test
    void anIntersectionHasWhatIsInBoth() throws Exception {
        assertThat(set("{\"f:a\":{\".\":{},\"f:b\":{}},\"f:c\":{}}")
                        .intersection(set("{\"f:a\":{\"f:b\":{},\"f:x\":{}}}"))
                        .paths())
                .containsExactly(".a.b");
    }

    @Test
    void nothingIsLeftOfEmptyBranches() throws Exception {
        assertThat(set("{\"f:a\":{\"f:b\":{}}}")
                        .minus(set("{\"f:a\":{\"f:b\":{}}}"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void pathsReadAsInMessages() throws Exception {
        assertThat(set("{\"f:c\":{\"k:{\\\"name\\\":\\\"web\\\"}\":{\"f:image\":{}},\"v:\\\"x\\\"\":{}},\"i:3\":{}}")
                        .paths())
                .containsExactly(".c[name=\"web\"].image", ".c[=\"x\"]", "[3]");
    }

    private static FieldSet set(String json) throws Exception {
        return FieldSet.ofJson(Json.read(json));
    }
}
