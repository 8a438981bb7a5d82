package io.github.kitmaven.goal;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The files of a deployments repo with one resource, {@code web}, that has a Deployment, a Service and an autoscaler. */
final class RollbackFiles {
    private RollbackFiles() {}

    /** The files by their paths, without the image file. */
    static Map<String, String> of(Collection<String> clusters, String namespace) {
        Map<String, String> files = new TreeMap<>();
        files.put("kit.yaml", """
                version: "3"
                cluster: {path: clusters}
                resources: {path: resources}
                base: {path: .}
                images: {path: images}
                """);
        files.put("base-cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: base, branch: master}
                resources:
                  web: {file: web.mustache, containers: {web: {image_tag: acme/web}}}
                  other: {file: other.mustache}
                """);
        files.put("base-var.yaml", "kind: ResourceConfig\nsetting: one\n");
        files.put("resources/other.mustache", "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}\n");
        files.put("resources/web.mustache", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, labels: {name: web}}
                spec:
                  replicas: 1
                  selector: {matchLabels: {name: web}}
                  template:
                    metadata: {labels: {name: web}}
                    spec: {containers: [{name: web, image: "{{web.image}}", env: [{name: SETTING, value: "{{setting}}"}]}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {name: web}, ports: [{port: 80}]}
                ---
                apiVersion: autoscaling/v1
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
                """);
        clusters.forEach(name -> {
            files.put("clusters/" + name + "/cluster.yaml", """
                    kind: ClusterNamespace
                    metadata: {name: %s, type: test, namespace: %s}
                    """.formatted(name, namespace));
            files.put(
                    "namespaces/" + name + "/shop.yaml",
                    "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}\n");
        });
        return files;
    }
}
