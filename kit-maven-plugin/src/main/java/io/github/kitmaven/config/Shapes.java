package io.github.kitmaven.config;

import io.github.kitmaven.config.Shape.ListOf;
import io.github.kitmaven.config.Shape.MapOf;
import io.github.kitmaven.config.Shape.Struct;

/** The shapes of the files that people write. {@link Fields} reads no key that its shape does not name. */
final class Shapes {
    static final Struct ENV = Shape.open()
            .needs("name", Shape.text(), "The variable's name; layers merge lists of variables by it")
            .with("value", Shape.any(), "The variable's value")
            .with(
                    "external",
                    Shape.flag(),
                    "Whether the value is taken from the environment of the process that runs kit")
            .with(
                    "encoding",
                    Shape.oneOf("utf8", "base64", "hex", "ascii", "binary"),
                    "How an external value is encoded; utf8 unless set");

    private static final Struct CONTAINER = Shape.open()
            .with("name", Shape.text(), "The container's name; the resource's name unless set")
            .with("image_tag", Shape.text(), "The repository of its image: a folder under images.path of kit.yaml")
            .with("branch", Shape.text(), "The branch whose image it gets; the resource's branch unless set")
            .with("image", Shape.text(), "Its image; wins over image_tag")
            .with(
                    "primary",
                    Shape.flag(),
                    "Whether it is the one that a deploy is about; one container of several must be")
            .with("annotations", Shape.any(), "Annotations, which tell an environment plugin what to fetch")
            .with("env", new ListOf(ENV, true), "Environment variables");

    private static final Struct SERVICE = Shape.open()
            .needs("name", Shape.text(), "The service's name, and that of its file")
            .with("template", Shape.text(), "Its template, relative to resources.path; base-svc.mustache unless set")
            .with("output", Shape.text(), "The name of the file it is written to; its own name unless set");

    static final Struct RESOURCE = resource();

    private static final Shape RESOURCES = new MapOf(RESOURCE);

    private static final Shape IMPORT = new ListOf(Shape.text(), true);

    private static final Struct NAMESPACE = Shape.closed()
            .with(
                    "metadata",
                    Shape.closed()
                            .with("branch", Shape.text(), "The branch whose images the namespace gets")
                            .with("environment", Shape.text(), "The namespace's environment")
                            .with("disable", Shape.flag(), "Leaves the namespace out")
                            .with("allowFailure", Shape.flag(), "Whether a resource that fails is a warning only"),
                    "What the namespace is")
            .with("resources", RESOURCES, "What it runs, over the cluster's resources")
            .with("vars", Shape.any(), "Values for its templates, over the cluster's var file");

    static final Struct KIT = Shape.closed()
            .needs("version", Shape.oneOf("2", "3"), "The format: \"3\", or \"2\" for a repo of kit-deploymentizer")
            .with(
                    "base",
                    folder("the base layer")
                            .with("cluster", Shape.text(), "The file of its resources; base-cluster.yaml unless set")
                            .with("vars", Shape.text(), "The file of its values; base-var.yaml unless set"),
                    "What all clusters share")
            .with(
                    "type",
                    folder("the type layer")
                            .with("suffix", Shape.text(), "The end of the names of its files; -var.yaml unless set"),
                    "Values for each type of cluster")
            .needs(
                    "cluster",
                    folder("the clusters, which has a folder for each")
                            .with(
                                    "file",
                                    Shape.text(),
                                    "The file that makes a folder a cluster; cluster.yaml unless set")
                            .with("vars", Shape.text(), "The file of its values; configuration-var.yaml unless set")
                            .with(
                                    "kubeconfig",
                                    Shape.text(),
                                    "The file of its credentials; kubeconfig.yaml unless set"),
                    "The clusters")
            .needs(
                    "resources",
                    folder("the templates and manifests")
                            .with("svc", Shape.text(), "The template of services; base-svc.mustache unless set"),
                    "The templates")
            .with("groups", folder("the groups of resources"), "Groups that layers import; in ./groups unless set")
            .needs(
                    "images",
                    folder("the image files")
                            .with("property", Shape.text(), "The property that holds the image; image unless set")
                            .with(
                                    "byCommit",
                                    Shape.text(),
                                    "How the image of a commit is named, for kit.image.byCommit"),
                    "The images of each branch")
            .with("output", folder("the rendered manifests"), "Where manifests go; to target/kit/manifests unless set")
            .with("plugin", Shape.any(), "Where environment variables come from, beside these files");

    static final Struct CLUSTER = Shape.closed()
            .needs("kind", Shape.oneOf("ClusterNamespace"), "What this file is")
            .with(
                    "metadata",
                    Shape.closed()
                            .with("name", Shape.text(), "The cluster's name, a DNS label")
                            .with("type", Shape.text(), "Its type, which chooses a file of the type layer")
                            .with("branch", Shape.text(), "The branch whose images it gets")
                            .with("environment", Shape.text(), "Its environment, such as production")
                            .with("namespace", Shape.text(), "The namespace of objects that name none")
                            .with("context", Shape.text(), "The context of your kubeconfig to reach it by")
                            .with("sandbox", Shape.flag(), "Whether the embedded sandbox plays it")
                            .with("disable", Shape.flag(), "Leaves the cluster out")
                            .with("allowFailure", Shape.flag(), "Whether a resource that fails is a warning only")
                            .with("annotations", Shape.any(), "Whatever else is to be known of it"),
                    "What the cluster is")
            .with("import", IMPORT, "The groups of resources that lie below this file's")
            .with("resources", RESOURCES, "What it runs, by name")
            .with(
                    "namespaces",
                    new MapOf(NAMESPACE),
                    "The namespaces that get all resources, each with a layer of its own");

    static final Struct GROUP = Shape.closed()
            .needs("kind", Shape.oneOf("ResourceGroup"), "What this file is")
            .with("import", IMPORT, "The groups that lie below this one")
            .with("resources", RESOURCES, "The resources of the group, by name");

    static final Struct VARS = Shape.open()
            .needs("kind", Shape.oneOf("ResourceConfig"), "What this file is")
            .with(
                    "metadata",
                    Shape.open()
                            .with("type", Shape.text(), "In the type layer: the type of cluster these values are for"),
                    "What these values are for");

    static final Struct IMAGE = Shape.open()
            .with("image", Shape.text(), "The image, with registry and tag or digest")
            .with("hold", Shape.any(), "Keeps the file at its image: true, or a map of reason, by and until");

    private Shapes() {}

    private static Struct folder(String of) {
        return Shape.closed().needs("path", Shape.text(), "The folder of " + of + ", relative to kit.yaml");
    }

    /** A resource without containers is its own container. */
    private static Struct resource() {
        Struct resource = Shape.open()
                .with("file", Shape.text(), "Its template or manifest, relative to resources.path of kit.yaml")
                .with("output", Shape.text(), "The name of the file it is written to; the template's unless set")
                .with("svc", SERVICE, "Its service, rendered with the template that services share")
                .with("disable", Shape.flag(), "Leaves the resource out")
                .with("containers", new MapOf(CONTAINER), "Its containers; templates see each by its key");
        for (var key : CONTAINER.keys().entrySet()) {
            resource = resource.with(
                    key.getKey(), key.getValue().shape(), key.getValue().meaning());
        }
        return resource;
    }
}
