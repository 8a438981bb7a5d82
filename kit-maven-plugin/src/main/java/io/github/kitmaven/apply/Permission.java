package io.github.kitmaven.apply;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a cluster allows a user or does not.
 *
 * @param verb what to do, such as {@code patch}
 * @param group the API group; empty for the core group
 * @param resource what to do it with, such as {@code deployments}
 * @param namespace where; empty for the whole cluster
 */
public record Permission(String verb, String group, String resource, String namespace) {
    private static final Pattern DENIAL = Pattern.compile("User \"([^\"]*)\" cannot (\\S+) resource \"([^\"]*)\""
            + " in API group \"([^\"]*)\" (?:in the namespace \"([^\"]*)\"|at the cluster scope)");

    private static final Pattern SILENT = Pattern.compile("([a-z0-9-]+)\\S* \"[^\"]*\" is forbidden:\\s*");

    /**
     * What a user lacks.
     *
     * @param permission the permission
     * @param user the user's name to the cluster; empty where that is not known
     */
    public record Denial(Permission permission, String user) {

        /**
         * Reads it from a refusal, as RBAC words it.
         *
         * @param refused the cluster's answer
         * @return what is lacking; empty where the refusal is another
         */
        public static Optional<Denial> of(ApiException refused) {
            Matcher matcher = DENIAL.matcher(refused.serverMessage());
            if (refused.code() != 403 || !matcher.find()) {
                return Optional.empty();
            }
            String namespace = matcher.group(5) == null ? "" : matcher.group(5);
            return Optional.of(new Denial(
                    new Permission(matcher.group(2), matcher.group(4), matcher.group(3), namespace), matcher.group(1)));
        }

        /**
         * Reads it from what an apply was answered: that an object that is not there may not be created is refused in the
         * same way, but without saying so.
         *
         * @param refused the cluster's answer
         * @param object what was to be applied
         * @return what is lacking; empty where the refusal is another
         */
        public static Optional<Denial> of(ApiException refused, ManifestKey object) {
            Matcher silent = SILENT.matcher(refused.serverMessage());
            if (refused.code() == 403 && silent.matches()) {
                Permission create = new Permission("create", object.group(), silent.group(1), object.namespace());
                return Optional.of(new Denial(create, ""));
            }
            return of(refused);
        }

        /**
         * Words it.
         *
         * @param cluster the cluster's name
         * @param object the first object that can't do without
         * @param others how many others can't do without
         * @return what is wrong, and the rule that mends it
         */
        public Diagnostic problem(String cluster, Manifest object, int others) {
            String who = user.isEmpty() ? "The user of its kubeconfig" : "User " + user;
            String more = others == 0 ? " needs" : " and " + others + " more need";
            return Diagnostic.at(
                    object.origin(),
                    who + " may not " + permission.words(object.masked(permission.namespace)) + " cluster " + cluster
                            + ", which " + object.key() + more,
                    mend());
        }

        /** {@return the rule to add, as advice} */
        public String mend() {
            return permission.mend(user);
        }
    }

    private String words(String shownNamespace) {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group)
                + (namespace.isEmpty() ? " in" : " in namespace " + shownNamespace + " of");
    }

    private String mend(String user) {
        // who applies an object creates it where it is missing, and changes it where it is not
        String verbs = verb.equals("patch") || verb.equals("create") ? "create, patch" : verb;
        return "Add the rule {apiGroups: [\"" + group + "\"], resources: [" + resource + "], verbs: [" + verbs
                + "]} to a "
                + (namespace.isEmpty() ? "ClusterRole" : "Role in that namespace") + " bound to "
                + (user.isEmpty() ? "that user" : user) + ", or use other credentials";
    }
}
