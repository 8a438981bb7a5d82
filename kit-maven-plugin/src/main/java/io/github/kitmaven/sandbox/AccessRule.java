package io.github.kitmaven.sandbox;

import java.util.Set;

/**
 * What the sandbox's user may do, as a rule of a Role says it; {@code *} in a set stands for everything.
 *
 * @param verbs the verbs, such as {@code patch}
 * @param groups the API groups; an empty one is the core group
 * @param resources the resources, such as {@code deployments} or {@code pods/log}
 * @param namespace the namespace that it holds in; {@code *} for all of them and for what is of the whole cluster
 */
public record AccessRule(Set<String> verbs, Set<String> groups, Set<String> resources, String namespace) {

    boolean allows(String verb, String group, String resource, String in) {
        return has(verbs, verb)
                && has(groups, group)
                && has(resources, resource)
                && (namespace.equals("*") || namespace.equals(in));
    }

    private static boolean has(Set<String> all, String one) {
        return all.contains("*") || all.contains(one);
    }
}
