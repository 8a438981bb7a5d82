package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.git.CommitHistory;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.goal.RollbackRepo.Rendered;
import io.github.kitmaven.goal.RollbackRequest.GitOptions;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;

/** A deployments repo in git with one resource, {@code web}, its clone, and the clusters it is deployed to. */
final class RollbackScene {
    static final String IMAGE_FILE = "images/acme/web/master.yaml";
    static final String SHOP = "shop";

    final Path folder;
    final BareRepository remote;
    final Path clone;
    final Map<String, String> files = new TreeMap<>();
    final Map<String, TestCluster> clusters;
    final List<String> said = new CopyOnWriteArrayList<>();
    /** Hears each line as it is said. */
    Consumer<String> onLine = line -> {};

    Remotes remotes = new JGitRemotes();
    Optional<ClusterClients> clients = Optional.empty();
    Clock clock = Clock.systemUTC();
    boolean dryRun;
    boolean forceConflicts;
    Hold hold = new Hold(Optional.empty(), Optional.of("Jane"), Optional.empty());
    Strategy strategy = new RollingUpdate();

    RollbackScene(Path folder, Map<String, TestCluster> clusters) {
        this.folder = folder;
        this.clusters = clusters;
        files.putAll(RollbackFiles.of(clusters.keySet(), SHOP));
        clusters.forEach((name, cluster) -> cluster.as(name, SHOP, folder.resolve("clusters")));
        files.put(IMAGE_FILE, "image: reg/acme/web:0\n");
        remote = BareRepository.of(folder.resolve("remote.git"), files);
        clone = folder.resolve("clone");
        try (Git git = Git.cloneRepository()
                .setURI(remote.url())
                .setDirectory(clone.toFile())
                .call()) {
            assertThat(git.getRepository().getBranch()).isEqualTo("main");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits a version, as its build does, and brings the clone to it. */
    String commit(String image) {
        files.put(IMAGE_FILE, "image: " + image + "\n");
        return commit();
    }

    String commit() {
        remote.commit("main", FileMode.REGULAR_FILE, files);
        new JGitWorkingTree().fastForward(clone, address(), head());
        return head();
    }

    String head() {
        return remote.log("main").get(0).name();
    }

    RemoteAddress address() {
        return RemoteAddress.of(remote.url(), Optional.of("main"), Optional.empty());
    }

    /** Commits a version and deploys it under an id of its own, with fast-rollback. */
    void deployFast(String id, String image) {
        commit(image);
        deploy(new FastRollback(id, 3));
    }

    void deploy(Strategy how) {
        try {
            new Deploy(clients(), Clock.systemUTC(), console()).run(fleet(how, false, ""), options(false));
        } catch (KitException e) {
            said.add(e.getMessage());
        }
    }

    void rollback(String deployId) {
        rollback(Optional.of(deployId), Optional.empty(), "web");
    }

    void rollbackTo(String commit) {
        rollback(Optional.empty(), Optional.of(commit), "web");
    }

    void rollback(Optional<String> deployId, Optional<String> to, String resource) {
        said.clear();
        RollbackTools tools = new RollbackTools(
                clients(), remotes, new JGitWorkingTree(), NoSops.create(), time -> {}, clock, console());
        RollbackRequest request = new RollbackRequest(
                resource,
                deployId,
                to,
                hold,
                new GitOptions(
                        clone,
                        address(),
                        new Person("Jane", "jane@example.com"),
                        new Retries(2, Duration.ofMinutes(5))),
                options(dryRun));
        new Rollback(tools).run(request, new RollbackRepo() {
            @Override
            public Rendered look() {
                Render.Result rendered = render(deployId.orElse(""), resource);
                return new Rendered(request(rendered.desired(), new RollingUpdate(), true), rendered.images());
            }

            @Override
            public void check() {
                // this strategy makes sense
            }

            @Override
            public FleetRequest deploy() {
                return fleet(strategy, true, resource);
            }
        });
    }

    /** What a rollback of a resource to b1 says in the end, which must fail. */
    String failureOf(String resource) {
        try {
            rollback(Optional.of("b1"), Optional.empty(), resource);
        } catch (KitException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the rollback succeeded: " + said);
    }

    /** What a rollback that must fail says in the end. */
    String failure(String deployId) {
        return failure(Optional.of(deployId), Optional.empty());
    }

    String failure(Optional<String> deployId, Optional<String> to) {
        try {
            rollback(deployId, to, "web");
        } catch (KitException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the rollback succeeded: " + said);
    }

    private FleetRequest fleet(Strategy how, boolean part, String resource) {
        String id = how instanceof FastRollback fast ? fast.id() : "";
        return request(render(id, resource).desired(), how, part);
    }

    private Render.Result render(String id, String resource) {
        NameFilter none = NameFilter.of("kit.clusters", "");
        return new Render(Map.of(), NoSops.create(), event -> said.add(event.toString()))
                .run(new Render.Request(
                        clone,
                        new Selection(none, none, NameFilter.of("kit.resource", resource)),
                        id.isEmpty() ? DeployId.NONE : new DeployId(id, true),
                        Optional.empty()));
    }

    private FleetRequest request(List<Desired> desired, Strategy how, boolean part) {
        String id = how instanceof FastRollback fast ? fast.id() : "";
        Marks marks = new Marks(
                how.label(),
                id,
                false,
                Map.of(KitAnnotations.LAST_UPDATED, Instant.now().toString()));
        var head = new JGitCheckouts().at(clone).orElseThrow().head();
        return new FleetRequest(
                desired.stream().map(this::reachable).toList(),
                Optional.empty(),
                List.of(),
                folder.resolve("sandbox"),
                new PlanOptions(LabelSelector.parse(""), false, forceConflicts, false, false, false, how, marks),
                4,
                head.map(it -> it.commit()),
                new Reports(new Secrets(), folder.resolve("result.json")),
                new Secrets(),
                new OwnerOptions(
                        new Run(head, false, "Jane", CommitHistory.none()),
                        "kit",
                        !part,
                        false,
                        PruneOptions.OFF,
                        new LeaseOptions(true, Duration.ofSeconds(30), Duration.ofSeconds(3)),
                        "1.2.3"));
    }

    /** Its kubeconfig is not in the repo, where a clone would not have it. */
    private Desired reachable(Desired desired) {
        Cluster cluster = Optional.ofNullable(clusters.get(desired.cluster().name()))
                .orElseThrow()
                .as(desired.cluster().name(), SHOP, folder.resolve("clusters"));
        return new Desired(cluster, desired.namespaces(), desired.manifests(), desired.whole());
    }

    private static DeployOptions options(boolean dryRun) {
        return new DeployOptions(dryRun, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)));
    }

    private ClusterClients clients() {
        return clients.orElseGet(() -> new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit"));
    }

    private Console console() {
        return new Console(this::hear, line -> hear("! " + line));
    }

    private void hear(String line) {
        said.add(line);
        onLine.accept(line);
    }

    /** The deploy that the Service of a cluster leads to. */
    String leadsTo(String cluster) {
        return get(cluster, "/api/v1/namespaces/shop/services/web")
                .at("/spec/selector/id")
                .asText();
    }

    /** Makes a Deployment as somebody else would. */
    void makeDeployment(String cluster, String name) {
        int code = Optional.ofNullable(clusters.get(cluster))
                .orElseThrow()
                .server()
                .post("/apis/apps/v1/namespaces/shop/deployments?fieldManager=kubectl", """
                        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s"},"spec":{"selector":{"matchLabels":
                        {"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"web","image":"x:1"}]}}}}
                        """.formatted(name))
                .code();
        assertThat(code).isEqualTo(201);
    }

    /** The Deployment that the autoscaler of a cluster follows. */
    String followed(String cluster) {
        return get(cluster, "/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers/web")
                .at("/spec/scaleTargetRef/name")
                .asText();
    }

    String releases(String cluster) {
        return get(cluster, "/api/v1/namespaces/shop/configmaps/kit")
                .at("/data/releases")
                .asText();
    }

    List<String> leadTo() {
        List<String> ids = new ArrayList<>();
        clusters.keySet().forEach(name -> ids.add(leadsTo(name)));
        return ids;
    }

    JsonNode get(String cluster, String path) {
        return Optional.ofNullable(clusters.get(cluster))
                .orElseThrow()
                .server()
                .get(path)
                .body();
    }

    String imageFile() {
        return remote.read("main", IMAGE_FILE).orElseThrow();
    }
}
