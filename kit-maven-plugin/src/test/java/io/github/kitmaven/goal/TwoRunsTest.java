package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.problem.KitException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two builds deploy to the same clusters at the same time. */
@Timeout(120)
class TwoRunsTest {
    @TempDir
    Path folder;

    @Test
    void ofOneReleaseBothEndWell() {
        try (FaultyFleet fleet = new FaultyFleet(folder, 2)) {
            fleet.converges(ShopRelease.FIRST);
            List<String> failures = together(fleet, ShopRelease.SECOND, ShopRelease.SECOND);
            assertThat(failures).containsOnly("");
            assertThat(fleet.isAt(ShopRelease.SECOND)).isTrue();
            fleet.converges(ShopRelease.SECOND);
        }
    }

    /** Which release wins is not said here, nor for every object the same; but nothing is lost, and a rerun brings order. */
    @Test
    void ofTwoReleasesARerunBringsOrder() {
        try (FaultyFleet fleet = new FaultyFleet(folder, 2)) {
            together(fleet, ShopRelease.FIRST, ShopRelease.SECOND);
            fleet.deployments(ShopRelease.SECOND).deploy();
            assertThat(fleet.holds(ShopRelease.SECOND)).isTrue();
            assertThat(fleet.deployments(ShopRelease.SECOND).deploy().changes()).isFalse();
        }
    }

    /** Both begin to write once both have planned. */
    private List<String> together(FaultyFleet fleet, ShopRelease... releases) {
        CyclicBarrier planned = new CyclicBarrier(releases.length);
        return Stream.of(releases)
                .map(release -> CompletableFuture.supplyAsync(() -> {
                    Deployments deployments = fleet.deployments(release);
                    deployments.onPlan = () -> {
                        try {
                            planned.await(30, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    };
                    try {
                        deployments.deploy();
                        return "";
                    } catch (KitException e) {
                        return String.valueOf(e.getMessage());
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
