package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;

/**
 * The names of the files that a repo's folders hold. In version "3", kit.yaml may choose them.
 *
 * @param baseCluster what every cluster runs; {@code base.cluster}
 * @param baseVars the values of every cluster; {@code base.vars}
 * @param typeVars the end of the names of the type layer's files; {@code type.suffix}
 * @param cluster what makes a folder a cluster; {@code cluster.file}
 * @param clusterVars the values of one cluster; {@code cluster.vars}
 * @param kubeconfig a cluster's credentials; {@code cluster.kubeconfig}
 * @param service the template of services; {@code resources.svc}
 */
public record FileNames(
        String baseCluster,
        String baseVars,
        String typeVars,
        String cluster,
        String clusterVars,
        String kubeconfig,
        String service) {
    static final FileNames USUAL = new FileNames(
            "base-cluster.yaml",
            "base-var.yaml",
            "-var.yaml",
            "cluster.yaml",
            "configuration-var.yaml",
            "kubeconfig.yaml",
            "base-svc.mustache");

    /** Reads the names that kit.yaml chooses; the usual ones elsewhere. */
    static FileNames of(Fields kit) {
        return new FileNames(
                name(kit, "base", "cluster", USUAL.baseCluster),
                name(kit, "base", "vars", USUAL.baseVars),
                name(kit, "type", "suffix", USUAL.typeVars),
                name(kit, "cluster", "file", USUAL.cluster),
                name(kit, "cluster", "vars", USUAL.clusterVars),
                name(kit, "cluster", "kubeconfig", USUAL.kubeconfig),
                kit.fields("resources").flatMap(it -> it.text("svc")).orElse(USUAL.service));
    }

    private static String name(Fields kit, String section, String key, String usual) {
        return kit.fields(section).flatMap(it -> it.fileName(key)).orElse(usual);
    }

    /**
     * Makes sure that a text can name a file in a folder.
     *
     * @param name the text
     * @return the same text
     * @throws UserException if it has folders in it, or is secret and would show where the file is spoken of
     */
    public static String checked(Located name) {
        String text = name.sayable("The name of this file").text();
        boolean path = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('\0') >= 0;
        if (path || text.equals(".") || text.equals("..")) {
            throw new UserException(
                    Diagnostic.at(name.origin(), name.shown() + " can't name a file", "Give a name without folders"));
        }
        return text;
    }
}
