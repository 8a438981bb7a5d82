package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.UserException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardChoiceTest {

    @ParameterizedTest
    @CsvSource({
        "3/8, '', 3, 8",
        "1/1, '', 1, 1",
        "2/8, CI_NODE_INDEX=5 CI_NODE_TOTAL=8 JOB_COMPLETION_INDEX=3, 2, 8",
        "auto, CI_NODE_INDEX=8 CI_NODE_TOTAL=8, 8, 8",
        "auto/8, CI_NODE_INDEX=5 CI_NODE_TOTAL=8, 5, 8",
        "auto/8, CI_NODE_INDEX=5, 5, 8",
        "auto/8, JOB_COMPLETION_INDEX=0, 1, 8",
        "auto/8, JOB_COMPLETION_INDEX=7, 8, 8",
        "auto/8, CI_NODE_TOTAL=1 JOB_COMPLETION_INDEX=7, 8, 8" // GitLab's total in a job that is not parallel
    })
    void aShardIsMeant(String value, String environment, int index, int total) {
        assertThat(ShardChoice.of(value, variables(environment))).contains(new Shard(index, total));
    }

    @Test
    void unlessItIsAskedForTheEnvironmentChoosesNone() {
        assertThat(ShardChoice.of("", variables("CI_NODE_INDEX=5 CI_NODE_TOTAL=8 JOB_COMPLETION_INDEX=4")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/8 | '' | kit.shard is '0/8', and there is no shard 0 of 8. Shards are counted from 1 to their total, 8.",
                "9/8 | '' | kit.shard is '9/8', and there is no shard 9 of 8. Shards are counted from 1 to their total, 8.",
                "1/0 | '' | kit.shard is '1/0', and there is nothing to be had of no shards. Write it as 3/8",
                "x | '' | kit.shard is 'x', which means no shard. Write it as 3/8 for the third of eight shards",
                "-1/8 | '' | kit.shard is '-1/8', which means no shard.",
                "3 | '' | kit.shard is '3', which means no shard.",
                "1/9999999999 | '' | kit.shard is '1/9999999999', which means no shard.",
                "auto | '' | kit.shard is 'auto', and the environment has no CI_NODE_INDEX and CI_NODE_TOTAL. Give the job of GitLab a parallel:",
                "auto | CI_NODE_TOTAL=1 | kit.shard is 'auto', and the environment has no CI_NODE_INDEX and CI_NODE_TOTAL.",
                "auto | JOB_COMPLETION_INDEX=2 | kit.shard is 'auto', and JOB_COMPLETION_INDEX does not tell how many shards there are. Add the completions of the Job: auto/8.",
                "auto | CI_NODE_INDEX=x CI_NODE_TOTAL=2 | kit.shard is 'auto', and CI_NODE_INDEX is 'x', which is no number.",
                "auto/8 | '' | kit.shard is 'auto/8', and the environment has neither CI_NODE_INDEX nor JOB_COMPLETION_INDEX. Run it in a parallel job of GitLab or in a Job of completionMode: Indexed, or write the shard as 3/8.",
                "auto/8 | CI_NODE_INDEX=1 CI_NODE_TOTAL=4 | kit.shard is 'auto/8', and CI_NODE_TOTAL is 4. Let both be the same, or write auto alone; otherwise clusters would be left out.",
                "auto/8 | JOB_COMPLETION_INDEX=8 | kit.shard is 'auto/8', JOB_COMPLETION_INDEX, which begins at 0, is 8, and there is no shard 9 of 8.",
                "auto/8 | CI_NODE_INDEX=9 | kit.shard is 'auto/8', CI_NODE_INDEX is 9, and there is no shard 9 of 8."
            })
    void whatMeansNoneIsRefused(String value, String environment, String message) {
        assertThatThrownBy(() -> ShardChoice.of(value, variables(environment)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> variables(String text) {
        return Arrays.stream(text.split(" "))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toMap(it -> it.split("=")[0], it -> it.split("=")[1]));
    }
}
