package io.github.kitmaven.testing;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.config.ServiceCommit;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.goal.Validate;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small deployments repo that tests change to their needs: one cluster, {@code dev}, with one resource, {@code web}. */
public final class Repo {
    private final Path root;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Secrets secrets = new Secrets();
    private Selection selection = Selection.of("", "", "");
    private DeployId deployId = DeployId.NONE;
    private Optional<Path> output = Optional.empty();
    private ServiceCommit commit = ServiceCommit.NONE;

    private Repo(Path root) {
        this.root = root;
    }

    /** Writes the repo into a folder. */
    public static Repo in(Path root, String version) {
        Repo repo = new Repo(root);
        repo.with("kit.yaml", """
                version: "%s"
                base: {path: .}
                images: {path: images, property: image}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                """.formatted(version));
        repo.with("base-cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: base, branch: master}
                resources:
                  web:
                    file: web.mustache
                    containers:
                      web-con: {image_tag: acme/web}
                """);
        repo.with("base-var.yaml", "kind: ResourceConfig\ndeployment: {replicas: 1}\n");
        repo.with("type/develop-var.yaml", "kind: ResourceConfig\nmetadata: {type: develop}\n");
        repo.with("images/acme/web/master.yaml", "image: registry.example.com/acme/web:1\n");
        repo.with("resources/web.mustache", "image: {{{web-con.image}}}\n");
        return repo.cluster("dev", "");
    }

    /** Writes a file. */
    public Repo with(String file, String text) {
        Folders.write(root.resolve(file), text);
        return this;
    }

    /** Deletes a file. */
    public Repo without(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes a cluster.yaml, with more lines after its metadata's name and type. */
    public Repo cluster(String name, String more) {
        return with("clusters/" + name + "/cluster.yaml", """
                kind: ClusterNamespace
                metadata:
                  name: %s
                  type: develop
                """.formatted(name) + more);
    }

    /** Sets a variable of the process. */
    public Repo environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Chooses clusters, types and resources. */
    public Repo select(String clusters, String types, String resources) {
        selection = Selection.of(clusters, types, resources);
        return this;
    }

    /** Chooses a shard of what is chosen. */
    public Repo shard(int index, int total) {
        selection = selection.of(Optional.of(new Shard(index, total)));
        return this;
    }

    /** Sets the deploy id. */
    public Repo deployId(DeployId id) {
        deployId = id;
        return this;
    }

    /** Sets the commit of the service. */
    public Repo commit(String hash, boolean image) {
        commit = new ServiceCommit(hash, image);
        return this;
    }

    /** Asks for an output folder. */
    public Repo output(Path folder) {
        output = Optional.of(folder);
        return this;
    }

    /** Renders in memory. */
    public Render.Result render() {
        return new Render(environment, sops(), events::add).run(request());
    }

    /** What rendering this repo means. */
    public Render.Request request() {
        return new Render.Request(root, selection, deployId, output, commit);
    }

    /** Validates, and leaves the findings in {@code target/validate.json} of the repo. */
    public Validation validate() {
        return new Validate(environment, sops())
                .run(new Render.Request(root, selection, deployId, output), root.resolve("target/validate.json"));
    }

    /** Renders, and returns the text of every file by {@code cluster/file}. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        render().clusters()
                .forEach(cluster -> cluster.files()
                        .forEach(file -> texts.put(cluster.cluster().name() + "/" + file.name(), file.text())));
        return texts;
    }

    /** What decrypts its files, with the keys of the environment. */
    public Sops sops() {
        return new Sops(environment, secrets);
    }

    /** What was found secret so far. */
    public Secrets secrets() {
        return secrets;
    }

    /** What was heard so far. */
    public List<Event> events() {
        return events;
    }
}
