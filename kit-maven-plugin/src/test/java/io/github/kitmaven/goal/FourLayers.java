package io.github.kitmaven.goal;

import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;

/** A repo whose values come from everywhere: base, type, cluster, an image file, an environment file, the environment. */
final class FourLayers {
    private FourLayers() {}

    static void write(Path root, String version) {
        Repo.in(root, version)
                .with("kit.yaml", """
                        version: "%s"
                        base: {path: .}
                        images: {path: images, property: image}
                        type: {path: type}
                        cluster: {path: clusters}
                        resources: {path: resources}
                        plugin: {path: file-config, options: {configPath: env}}
                        """.formatted(version))
                .with("base-cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: base, branch: master}
                        resources:
                          web:
                            file: web.mustache
                            containers:
                              web-con:
                                image_tag: acme/web
                                env:
                                  - {name: LOG_LEVEL, value: info}
                                  - {name: TOKEN, external: true}
                                  - {name: MODE, value: base}
                                ports: [{name: http, port: 80}, {name: admin, port: 81}]
                          settings: {file: raw.yaml, image: none}
                        """)
                .with("base-var.yaml", """
                        kind: ResourceConfig
                        deployment:
                          replicaCount: 1
                          containers: {port: 8080}
                          zones: [a, b]
                        region: none
                        name: hidden
                        """)
                .with("type/develop-var.yaml", """
                        kind: ResourceConfig
                        metadata: {type: develop}
                        deployment:
                          replicaCount: 2
                          zones: [c]
                        region: ~
                        """)
                .with("clusters/dev/cluster.yaml", """
                        kind: ClusterNamespace
                        metadata: {name: dev, type: develop}
                        resources:
                          web:
                            containers:
                              web-con:
                                env:
                                  - {name: MODE, value: cluster}
                                ports: [{name: admin, port: 99}]
                        """)
                .with("clusters/dev/configuration-var.yaml", """
                        kind: ResourceConfig
                        deployment:
                          replicaCount: 3
                        region:
                        small: &small {cpu: 100m, memory: 128Mi}
                        big: {<<: *small, cpu: 2}
                        text: "3"
                        """)
                .with("env/web/dev-env.yaml", "env: [{name: LOG_LEVEL, value: file}]\nextra: 1\n")
                .with("resources/raw.yaml", "kind: ConfigMap\n")
                .with("resources/web.mustache", """
                        kind: Deployment
                        {{#web-con}}
                        image: {{image}} {{name.length}}
                        env:
                        {{#env}}
                        - {{> variable}}
                        {{/env}}
                        {{/web-con}}
                        {{^none}}
                        replicas: {{deployment.replicaCount}}
                        {{/none}}
                        """)
                .with("resources/variable.mustache", "{{name}}: {{value}}");
    }
}
