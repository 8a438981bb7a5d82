package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitCommitHistory;
import io.github.kitmaven.git.jgit.JGitCommitLog;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FleetChanges;
import io.github.kitmaven.report.FleetHistory;
import io.github.kitmaven.report.FleetProgress;
import io.github.kitmaven.report.Paint;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.sops.Sops;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;

/** A deployments repo with one resource, {@code web}, and clusters, at times that a test sets: minutes after noon. */
final class HistoryScene implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String INVENTORY = "/api/v1/namespaces/shop/configmaps/kit";
    private static final String IMAGE_FILE = "images/acme/web/master.yaml";

    final Path folder;
    final Path repo;
    final Map<String, TestCluster> clusters;
    List<String> answer = List.of();
    final List<String> said = new CopyOnWriteArrayList<>();
    String who = "Jane";
    Sops sops = NoSops.create();
    int now = 60;
    int limit = 50;
    boolean offline;
    Selection selection = Selection.of("", "", "");
    private final Git git;

    HistoryScene(Path folder, Map<String, TestCluster> clusters) {
        this.folder = folder;
        this.repo = folder.resolve("repo");
        this.clusters = clusters;
        Folders.write(repo, RollbackFiles.of(clusters.keySet(), "shop"));
        Folders.write(repo.resolve("images/README.md"), "The images\n");
        try {
            new JGitCheckouts(); // keeps JGit from the home folder
            git = Git.init()
                    .setDirectory(repo.toFile())
                    .setInitialBranch("main")
                    .call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits a version, as its build does. */
    String image(int minute, String image) {
        return commit(
                minute,
                "ci",
                "Deploy " + image + "\n\nKit-Service-Commit: 0f1e2d3c4b5a\n",
                Map.of(IMAGE_FILE, "image: " + image + "\n"));
    }

    String commit(int minute, String author, String message, Map<String, String> files) {
        Folders.write(repo, files);
        PersonIdent person = new PersonIdent(author, author + "@example.com", at(minute), ZoneOffset.UTC);
        try {
            git.add().addFilepattern(".").call();
            git.add().setUpdate(true).addFilepattern(".").call();
            return git.commit()
                    .setMessage(message)
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call()
                    .name();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void tag(String name) {
        try {
            git.tag().setName(name).setAnnotated(false).call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void checkout(String revision) {
        try {
            git.checkout().setName(revision).call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    /** Deploys what is checked out. */
    void deploy(int minute) {
        deploy(minute, "");
    }

    void deploy(int minute, String rollback) {
        var head = new JGitCheckouts().at(repo).orElseThrow().head();
        Run run = new Run(head, false, who, new JGitCommitHistory(repo), rollback);
        List<Desired> desired = new Render(Map.of(), sops, event -> {})
                .run(new Render.Request(repo, selection, DeployId.NONE, Optional.empty())).desired().stream()
                        .map(it -> new Desired(reachable(it.cluster()), it.namespaces(), it.manifests()))
                        .toList();
        try {
            new Deploy(
                            new Fabric8ClusterClients(Map.of(), sops, "kit"),
                            Clock.systemUTC(),
                            new Console(line -> {}, line -> {}))
                    .run(request(desired, run), options());
        } catch (KitException e) {
            said.add(e.getMessage()); // some are to fail
        }
        desired.forEach(it -> date(it.cluster().name(), at(minute)));
    }

    /** A rollout needs the time that the cluster has; so its release gets the time of the test afterwards. */
    private void date(String cluster, Instant time) {
        TestServer server =
                Optional.ofNullable(clusters.get(cluster)).orElseThrow().server();
        String releases = server.get(INVENTORY).body().at("/data/releases").asText();
        String dated = releases.replaceAll("\"time\":\"(?!2026-01-02T)[^\"]+\"", "\"time\":\"" + time + "\"");
        server.patch(
                INVENTORY,
                "application/merge-patch+json",
                new ObjectMapper()
                        .createObjectNode()
                        .set("data", new ObjectMapper().createObjectNode().put("releases", dated))
                        .toString());
    }

    private static DeployOptions options() {
        return new DeployOptions(false, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)));
    }

    FleetHistory history() {
        return history(Optional.empty(), Optional.empty());
    }

    FleetHistory history(Optional<String> since, Optional<String> until) {
        said.clear();
        return goal().run(asked(since, until, Optional.empty()));
    }

    FleetChanges between(String moments) {
        said.clear();
        return goal().compare(asked(Optional.empty(), Optional.empty(), Optional.of(moments)));
    }

    private History goal() {
        Console console = new Console(
                line -> said.add(sops.secrets().mask(line)),
                line -> said.add("! " + sops.secrets().mask(line)),
                Paint.NONE,
                new FleetProgress(Clock.systemUTC()),
                false,
                lines -> answer = lines);
        return new History(
                new Fabric8ClusterClients(Map.of(), sops, "kit"),
                new JGitCommitLog(),
                Clock.fixed(at(now), ZoneOffset.UTC),
                console);
    }

    private HistoryRequest asked(Optional<String> since, Optional<String> until, Optional<String> between) {
        KitYaml kit = KitYaml.read(repo, sops);
        List<ClusterConfig> configs = Fleet.read(
                kit,
                new Selection(
                        selection.clusters(),
                        selection.types(),
                        Selection.of("", "", "").resources()));
        List<Desired> desired = configs.stream()
                .map(config -> new Desired(reachable(config.cluster()), List.of(), List.of()))
                .toList();
        Run run = new Run(Optional.empty(), false, who, new JGitCommitHistory(repo), "");
        return new HistoryRequest(
                request(desired, run), kit, configs, selection, offline, since, until, between, limit);
    }

    private FleetRequest request(List<Desired> desired, Run run) {
        return new FleetRequest(
                desired,
                Optional.empty(),
                List.of(),
                folder.resolve("sandbox"),
                new PlanOptions(LabelSelector.parse(""), false, false, false, false),
                4,
                run.head().map(head -> head.commit()),
                new Reports(sops.secrets(), folder.resolve("history.json")),
                sops.secrets(),
                Owners.of(run, PruneOptions.OFF, Owners.QUICK));
    }

    /** Its kubeconfig is not in the repo; one that a test has no cluster for leads nowhere. */
    private Cluster reachable(Cluster cluster) {
        return Optional.ofNullable(clusters.get(cluster.name()))
                .map(it -> it.as(cluster.name(), "shop", folder.resolve("clusters")))
                .orElse(cluster);
    }

    String json() {
        try {
            return Files.readString(folder.resolve("history.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
