package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a build is killed with SIGKILL at moments spread over all that it asks of clusters, and a rerun converges.
 * This takes its time, for each of the builds is a JVM of its own, as only a process can be killed, and its Lease has to expire.
 */
@Timeout(600)
class KilledBuildTest {
    /** A hundred where there is time for it. */
    private static final int KILLS = Integer.getInteger("kit.test.kills", 15);

    private static final int CLUSTERS = 2;

    @TempDir
    Path folder;

    @AutoClose("shutdownNow")
    private final ExecutorService threads =
            Executors.newFixedThreadPool(3 * Runtime.getRuntime().availableProcessors());

    /** The build: deploys a release to the clusters of a folder. */
    public static void main(String[] args) {
        Deployments deployments =
                FaultyFleet.deployments(Path.of(args[0]), CLUSTERS, new ShopRelease(Integer.parseInt(args[1])));
        deployments.onLine = System.out::println;
        deployments.owner = impatient();
        deployments.deploy();
    }

    @Test
    void aRerunConverges() throws Exception {
        int requests = killed(folder.resolve("whole"), Integer.MAX_VALUE, 0, ShopRelease.SECOND);
        Random random = new Random(4);
        List<Callable<Integer>> builds = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            // every share of the run has its turn, and chance chooses the moment in it
            int moment = (i * requests + random.nextInt(requests)) / KILLS + 1;
            int delay = random.nextInt(3_000_000);
            Path own = folder.resolve("kill-" + i);
            ShopRelease release = i % 2 == 0 ? ShopRelease.SECOND : ShopRelease.FIRST;
            builds.add(() -> killed(own, moment, delay, release));
        }
        int halfDone = 0;
        for (Future<Integer> build : threads.invokeAll(builds)) {
            halfDone += build.get() < 0 ? 1 : 0;
        }
        assertThat(halfDone)
                .as("builds killed between their first write and their last")
                .isGreaterThan(KILLS / 10);
    }

    /** Kills a build some time after a request of it; {@return the number of its requests, negative if it left work half done} */
    private int killed(Path own, int moment, int nanos, ShopRelease release) throws IOException, InterruptedException {
        try (FaultyFleet fleet = new FaultyFleet(own, CLUSTERS)) {
            if (release.equals(ShopRelease.SECOND)) {
                fleet.deployments(ShopRelease.FIRST).deploy();
            }
            Path result = own.resolve("run/result.json");
            Files.deleteIfExists(result);
            Path said = own.resolve("said");
            AtomicInteger requests = new AtomicInteger();
            AtomicInteger writes = new AtomicInteger();
            Process build = start(own, said, release);
            fleet.inject(Faults.none().on(request -> {
                writes.addAndGet(request.method().equals("PATCH") && !request.dryRun() ? 1 : 0);
                if (requests.incrementAndGet() == moment) {
                    LockSupport.parkNanos(nanos);
                    build.destroyForcibly();
                }
                return false;
            }));
            int code = build.waitFor();
            fleet.calm();
            boolean done = fleet.isAt(release);
            String shown = Files.readString(said) + (Files.exists(result) ? Files.readString(result) : "");
            FaultyFleet.assertNoSecret(shown);
            assertThat(code).as(shown).isIn(0, 128 + 9);
            assertThat(done || (code != 0 && !Files.exists(result)))
                    .as("it is done, or nobody said so: %s", shown)
                    .isTrue();
            boolean begun = !done && writes.get() > 0;
            Deployments rerun = fleet.deployments(release);
            rerun.owner = impatient();
            rerun.deploy();
            assertThat(fleet.isAt(release)).as("after the rerun").isTrue();
            return begun ? -requests.get() : requests.get();
        }
    }

    /** The Lease of a killed build holds up its rerun for that long. */
    private static OwnerOptions impatient() {
        return Owners.with(
                OwnerOptions.defaults(), new LeaseOptions(true, Duration.ofMinutes(2), Duration.ofSeconds(6)));
    }

    private static Process start(Path own, Path said, ShopRelease release) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // what a JVM compiles well in a second or two is little
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBuildTest.class.getName(),
                        own.toString(),
                        Integer.toString(release.number()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
