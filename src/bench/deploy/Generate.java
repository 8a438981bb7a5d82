import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a deployments repo: {@code java Generate.java FOLDER CLUSTERS SERVICES}. Three objects a service: a Deployment, a
 * Service and a ConfigMap, which is what the objects of large clusters mostly are.
 */
class Generate {
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{name}}
              labels: {app: {{name}}, team: {{team}}}
            data:
              application.properties: |
                server.port=8080
                log.level={{logLevel}}
                upstream=http://{{name}}.internal/api
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: {{name}}
              labels: {app: {{name}}, team: {{team}}}
            spec:
              selector: {app: {{name}}}
              ports:
              - {name: http, port: 80, targetPort: 8080, protocol: TCP}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{name}}
              labels: {app: {{name}}, team: {{team}}}
            spec:
              replicas: {{replicas}}
              selector:
                matchLabels: {app: {{name}}}
              template:
                metadata:
                  labels: {app: {{name}}, team: {{team}}}
                spec:
                  containers:
                  - name: main
                    image: registry.example.com/acme/{{name}}:master-0123abc
                    ports:
                    - {name: http, containerPort: 8080, protocol: TCP}
                    env:
                    - {name: LOG_LEVEL, value: {{logLevel}}}
                    - {name: REGION, value: {{cluster}}}
                    envFrom:
                    - configMapRef: {name: {{name}}}
                    resources:
                      requests: {cpu: 100m, memory: 128Mi}
                      limits: {memory: 256Mi}
                    readinessProbe:
                      httpGet: {path: /ready, port: http}
            """;

    private final Path root;

    private Generate(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        new Generate(Path.of(args[0])).write(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void write(int clusters, int services) throws IOException {
        file("kit.yaml", """
                version: "3"
                base: {path: ./}
                type: {path: ./type}
                cluster: {path: ./clusters}
                resources: {path: ./resources}
                images: {path: ./images, property: image}
                """);
        file(".mvn/jvm.config", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n"); // as the archetype's repo has it
        file("base-var.yaml", """
                kind: ResourceConfig
                replicas: 1
                team: platform
                logLevel: info
                """);
        file("type/bench-var.yaml", "kind: ResourceConfig\nmetadata: {type: bench}\n");
        StringBuilder base = new StringBuilder("kind: ClusterNamespace\nmetadata: {name: base, branch: master}\nresources:\n");
        for (int service = 0; service < services; service++) {
            base.append("  service-").append(service).append(": {file: ./service.mustache, output: service-").append(service).append(".yaml}\n");
        }
        file("base-cluster.yaml", base.toString());
        file("resources/service.mustache", TEMPLATE);
        Files.createDirectories(root.resolve("images"));
        for (int cluster = 0; cluster < clusters; cluster++) {
            String name = "cluster-" + cluster;
            file("clusters/" + name + "/cluster.yaml", """
                    kind: ClusterNamespace
                    metadata: {name: %s, type: bench, branch: master, namespace: bench}
                    """.formatted(name));
            file("clusters/" + name + "/configuration-var.yaml", "kind: ResourceConfig\ncluster: " + name + "\n");
            file("namespaces/" + name + "/bench.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: bench}\n");
        }
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
