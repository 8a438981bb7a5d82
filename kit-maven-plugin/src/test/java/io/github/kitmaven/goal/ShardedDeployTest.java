package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.RunReport;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says that has a shard of the clusters only. */
class ShardedDeployTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private Deployments deployments;

    @BeforeEach
    void makeShard() {
        deployments = new Deployments(folder);
        deployments.info = new RunInfo("", "", Optional.empty(), Optional.empty(), Optional.of(new Shard(3, 8)));
        deployments.outputs = List.of(new RunListener() {
            @Override
            public void planned(List<ClusterResult> clusters) {
                heard.add("planned " + clusters.size());
            }

            @Override
            public void ended(RunReport report) {
                heard.add("ended " + report.progress().found());
            }
        });
    }

    @Test
    void withoutClustersItEndsWell() {
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(deployments.said)
                .containsExactly("No cluster is left for this shard, since there are more shards than clusters;"
                        + " nothing was done.");
        assertThat(heard).containsExactly("planned 0", "ended 0");
        assertThat(deployments.resultFile())
                .contains("\"index\" : 3,", "\"total\" : 8", "\"clusters\" : [ ]", "\"successful\" : true");
        assertThat(deployments.diff(true).successful()).isTrue();
    }

    /** Other shards may have been written to meanwhile. */
    @Test
    void aRefusalIsOfThisShardAlone() {
        try (TestCluster one = TestCluster.sandbox()) {
            Manifest wrong = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'not_a_name'}}");
            deployments.want(
                    new Desired(one.as("one", "default", folder.resolve("clusters")), List.of(), List.of(wrong)));
            assertThat(deployments.failure())
                    .startsWith("1 of 1 cluster failed (one); nothing was written to any cluster of this shard. ")
                    .contains("mend what it tells, then mvn kit:deploy -Dkit.shard=3/8 goes on.");
        }
    }
}
