package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Eclipse's m2e does with kit's goals. */
class EclipseMappingTest {

    @Test
    void everyGoalThatIsBoundToAPhaseIsMappedOnce() throws Exception {
        BuiltXml mapping = BuiltXml.read("m2e/lifecycle-mapping-metadata.xml");

        assertThat(mapping.texts("//pluginExecutionFilter/goals/goal"))
                .containsExactlyInAnyOrderElementsOf(
                        BuiltXml.read("maven/plugin.xml").texts("/plugin/mojos/mojo[phase]/goal"));
        assertThat(mapping.texts("//pluginExecution[action/execute]//goal")).containsExactly("validate");
        assertThat(mapping.texts("//pluginExecution[action/execute]/action/execute/runOnIncremental"))
                .containsExactly("false");
    }
}
