import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a deployments repo of version "2": {@code java Generate.java FOLDER CLUSTERS RESOURCES}. Two files a resource. */
class Generate {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{name}}
              labels:
                name: {{name}}
                team: {{team}}
            spec:
              replicas: {{deployment.replicas}}
              selector:
                matchLabels:
                  name: {{name}}
              template:
                metadata:
                  labels:
                    name: {{name}}
                spec:
                  {{#nodeSelector}}
                  nodeSelector:
                    pool: {{pool}}
                  {{/nodeSelector}}
                  containers:
                  - name: {{RES-con.name}}
                    image: {{{RES-con.image}}}
                    {{#RES-con.env.length}}
                    env:
                    {{#RES-con.env}}
                    - name: {{name}}
                      value: "{{value}}"
                    {{/RES-con.env}}
                    {{/RES-con.env.length}}
                    resources:
                      requests:
                        cpu: {{deployment.cpu}}
                        memory: {{deployment.memory}}
                  {{^deployment.single}}
                  terminationGracePeriodSeconds: 30
                  {{/deployment.single}}
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: {{svc.name}}
              {{#svc.labels.length}}
              labels:
                {{#svc.labels}}
                {{name}}: {{value}}
                {{/svc.labels}}
              {{/svc.labels.length}}
            spec:
              selector:
                name: {{name}}
              ports:
              - port: 80
                targetPort: 8080
            """;

    private final Path root;

    private Generate(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        new Generate(Path.of(args[0])).write(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void write(int clusters, int resources) throws IOException {
        file("kit.yaml", """
                version: "2"
                base: {path: ./}
                images: {path: ./images, property: image}
                type: {path: ./type}
                cluster: {path: ./clusters}
                resources: {path: ./resources}
                output: {path: ./generated}
                """);
        file(".mvn/jvm.config", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n"); // as the archetype's repo has it
        file("base-var.yaml", """
                kind: ResourceConfig
                deployment: {replicas: 1, cpu: 100m, memory: 128Mi}
                team: platform
                zones: [a, b, c]
                """);
        for (int type = 0; type < 3; type++) {
            file("type/t" + type + "-var.yaml", """
                    kind: ResourceConfig
                    metadata: {type: t%d}
                    deployment: {replicas: %d}
                    """.formatted(type, type + 1));
        }
        file("resources/base-svc.mustache", SERVICE);
        StringBuilder base = new StringBuilder("kind: ClusterNamespace\nmetadata: {name: base, branch: master}\nresources:\n");
        for (int resource = 0; resource < resources; resource++) {
            String name = "svc-" + resource;
            base.append(resource(name));
            file("resources/" + name + "/" + name + "-deployment.mustache", DEPLOYMENT.replace("RES", name));
            for (String branch : new String[] {"master", "release"}) {
                file("images/acme/" + name + "/" + branch + ".yaml", "image: registry.example.com/acme/" + name + ":" + branch + "-0123abc\n");
            }
        }
        file("base-cluster.yaml", base.toString());
        for (int cluster = 0; cluster < clusters; cluster++) {
            writeCluster("cluster-" + cluster, cluster, resources);
        }
    }

    private static String resource(String name) {
        return """
                %1$s:
                  file: ./%1$s/%1$s-deployment.mustache
                  svc: {name: %1$s-svc, labels: [{name: app, value: %1$s}]}
                  containers:
                    %1$s-con:
                      image_tag: acme/%1$s
                      name: %1$s
                      env:
                        - {name: LOG_LEVEL, value: info}
                        - {name: REGION, value: none}
                        - {name: URL, value: "http://%1$s/a?b=c&d=e"}
                """.formatted(name).indent(2);
    }

    private void writeCluster(String name, int number, int resources) throws IOException {
        StringBuilder cluster = new StringBuilder("""
                kind: ClusterNamespace
                metadata:
                  name: %s
                  type: t%d
                  branch: %s
                resources:
                """.formatted(name, number % 3, number % 2 == 0 ? "master" : "release"));
        for (int resource = number % 5; resource < resources; resource += 5) {
            cluster.append("""
                    svc-%1$d:
                      containers:
                        svc-%1$d-con:
                          env:
                            - {name: REGION, value: region-%2$d}
                    """.formatted(resource, number % 7).indent(2));
        }
        file("clusters/" + name + "/cluster.yaml", cluster.toString());
        file("clusters/" + name + "/configuration-var.yaml", """
                kind: ResourceConfig
                deployment: {memory: %dMi}
                nodeSelector: {pool: pool-%d}
                """.formatted(128 + number % 4 * 64, number % 9));
        file("clusters/" + name + "/kubeconfig.yaml", "apiVersion: v1\nkind: Config\nclusters: []\n");
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
