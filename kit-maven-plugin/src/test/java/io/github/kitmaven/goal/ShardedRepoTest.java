package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.validate.SharedFinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clusters of a repo a shard takes. */
class ShardedRepoTest {
    @TempDir
    Path folder;

    private Repo repo;

    @BeforeEach
    void makeRepo() {
        repo = Repo.in(folder, "3").without("clusters/dev/cluster.yaml");
        for (String name : List.of("eu-1", "eu-2", "eu-3", "us-1", "us-2")) {
            repo.cluster(name, name.equals("eu-2") ? "  disable: true\n" : "");
        }
    }

    @Test
    void clustersThatAreDisabledAreNotCounted() {
        assertThat(rendered(repo.shard(1, 2))).containsExactly("eu-1", "us-1");
        assertThat(rendered(repo.shard(2, 2))).containsExactly("eu-3", "us-2");
    }

    @Test
    void itIsOfThoseThatAreChosen() {
        assertThat(rendered(repo.select("us-*,eu-3", "", "").shard(1, 2))).containsExactly("eu-3", "us-2");
        assertThat(rendered(repo.shard(2, 2))).containsExactly("us-1");
        assertThatThrownBy(() -> repo.select("ap-*", "", "").shard(1, 2).render())
                .isInstanceOf(UserException.class);
    }

    @Test
    void theShardsOfAnyTotalHaveEachClusterOnce() {
        for (int total = 1; total <= 7; total++) {
            List<String> all = new ArrayList<>();
            for (int index = 1; index <= total; index++) {
                all.addAll(rendered(repo.shard(index, total)));
            }
            assertThat(all).containsExactlyInAnyOrder("eu-1", "eu-3", "us-1", "us-2");
        }
    }

    /** What no cluster of a shard uses may be used by others. */
    @Test
    void aShardCallsNothingUnused() {
        repo.with("images/acme/other/master.yaml", "image: registry.example.com/acme/other:1\n");
        assertThat(messages(repo.validate())).anyMatch(it -> it.contains("acme/other"));
        assertThat(messages(repo.shard(1, 2).validate())).noneMatch(it -> it.contains("acme/other"));
    }

    private static List<String> rendered(Repo repo) {
        return repo.render().clusters().stream().map(it -> it.cluster().name()).toList();
    }

    private static List<String> messages(Validation validation) {
        return validation.findings().stream()
                .map(SharedFinding::finding)
                .map(it -> it.diagnostic().text())
                .toList();
    }
}
