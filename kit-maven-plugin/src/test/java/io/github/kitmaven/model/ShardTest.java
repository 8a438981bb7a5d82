package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {

    @Test
    void everyThirdIsTakenInTheOrderOfTheNames() {
        List<String> names = List.of("us-2", "eu-1", "ap-1", "us-1", "eu-2");
        assertThat(new Shard(1, 3).of(names, Function.identity())).containsExactly("ap-1", "us-1");
        assertThat(new Shard(2, 3).of(names, Function.identity())).containsExactly("us-2", "eu-1");
        assertThat(new Shard(3, 3).of(names, Function.identity())).containsExactly("eu-2");
    }

    /** Whatever order each run finds them in. */
    @Test
    void theShardsOfATotalHaveEachOnceAndDifferInSizeByOneAtMost() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int total = 1 + random.nextInt(12);
            List<String> names = new ArrayList<>(IntStream.range(0, random.nextInt(40))
                    .mapToObj(i -> "c" + i)
                    .toList());
            List<String> taken = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            for (int index = 1; index <= total; index++) {
                Collections.shuffle(names, random);
                List<String> mine = new Shard(index, total).of(names, Function.identity());
                taken.addAll(mine);
                sizes.add(mine.size());
            }
            assertThat(taken).containsExactlyInAnyOrderElementsOf(names);
            assertThat(Collections.max(sizes) - Collections.min(sizes)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,8", "9,8", "1,0", "-1,3"})
    void thereIsNoOther(int index, int total) {
        assertThatThrownBy(() -> new Shard(index, total)).isInstanceOf(IllegalArgumentException.class);
    }
}
