package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.apply.Permission.Denial;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Conflict;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a cluster would not take an object, in words that its reader can act on. */
public final class Refusal {
    private static final String MEND = "Mend the template or the value that the message names";
    static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

    private Refusal() {}

    /**
     * The fields that other managers own, if that is why the cluster refused.
     *
     * @param refused the cluster's answer
     * @return each field in conflict; empty where the refusal is another
     */
    public static List<Conflict> conflicts(ApiException refused) {
        return refused.causes().stream()
                .filter(cause -> cause.reason().equals("FieldManagerConflict"))
                .map(cause -> new Conflict(cause.field(), manager(cause.message())))
                .toList();
    }

    /**
     * Leaves conflicts out of a refusal.
     *
     * @param conflicts those that count
     * @param refused the cluster's answer
     * @return the answer with these alone
     */
    public static ApiException only(List<Conflict> conflicts, ApiException refused) {
        List<ApiException.Cause> causes = refused.causes().stream()
                .filter(cause -> conflicts.contains(new Conflict(cause.field(), manager(cause.message()))))
                .toList();
        return new ApiException(refused.code(), refused.reason(), refused.serverMessage(), causes);
    }

    /**
     * Words a refusal.
     *
     * @param cluster the cluster's name
     * @param manifest the object
     * @param refused the cluster's answer
     * @param redaction masks secret values that the answer quotes
     * @return what is wrong, at the manifest's place
     */
    public static Diagnostic of(String cluster, Manifest manifest, ApiException refused, Redaction redaction) {
        String object = manifest.key() + " in cluster " + cluster;
        List<Conflict> conflicts = conflicts(refused);
        if (!conflicts.isEmpty()) {
            return Diagnostic.at(
                    manifest.origin(),
                    object + " conflicts with other managers of its fields: "
                            + redaction.text(manifest, named(conflicts)),
                    "Leave these fields out of the template if the other manager is right,"
                            + " or take them over with -Dkit.forceConflicts=true");
        }
        String words = redaction.text(manifest, refused.serverMessage()).replaceAll("\\.+$", "");
        String missing = "namespaces \"" + manifest.namespace() + "\" not found";
        if (refused.code() == 404 && refused.serverMessage().contains(missing)) {
            return Diagnostic.at(
                    manifest.origin(),
                    object + " has no namespace to be in: " + words,
                    "Add namespaces/" + cluster + "/" + manifest.shown("metadata", "namespace")
                            + ".yaml with that Namespace, so that kit creates it first");
        }
        return Diagnostic.at(
                manifest.origin(),
                object + " is refused (" + refused.code() + reason(refused) + "): " + words,
                advice(refused, manifest));
    }

    /**
     * Whether a binding is refused only because its role is not there yet, but comes along: who may not bind any role at all
     * is told so.
     *
     * @param manifest the object
     * @param refused the cluster's answer
     * @param wanted the objects that come along
     * @return whether it can be checked once the role is there
     */
    public static boolean isForWantOfRole(Manifest manifest, ApiException refused, Set<ManifestKey> wanted) {
        JsonNode role = manifest.tree().path("roleRef");
        String kind = role.path("kind").asText();
        return refused.code() == 404
                && BINDINGS.contains(manifest.kind())
                && wanted.contains(new ManifestKey(
                        manifest.group(),
                        kind,
                        kind.equals("Role") ? manifest.namespace() : "",
                        role.path("name").asText()));
    }

    private static String named(List<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.field() + " is owned by " + conflict.manager())
                .collect(Collectors.joining(", "));
    }

    private static String manager(String message) {
        Matcher matcher = MANAGER.matcher(message);
        return matcher.find() ? matcher.group(1) : message;
    }

    private static String reason(ApiException refused) {
        return refused.reason().isEmpty() ? "" : " " + refused.reason();
    }

    private static String advice(ApiException refused, Manifest manifest) {
        if (refused.serverMessage().toLowerCase(Locale.ROOT).contains("immutable")) {
            return "That field can't be changed on an existing object: undo the change, or delete the object so that the next deploy makes it anew";
        }
        // servers blame themselves for a field of a wrong name or type in what is applied
        if (refused.serverMessage().contains("failed to create typed patch object")
                || refused.serverMessage().contains("failed to convert new object")) {
            return MEND;
        }
        return switch (refused.code()) {
            case 401 -> "Renew the credentials in the cluster's kubeconfig";
            case 403 ->
                Denial.of(refused, manifest.key())
                        .map(Denial::mend)
                        .orElse("Give the deployer's user this permission, or use other credentials");
            case 400, 422 -> MEND;
            default -> "Run the build again; if it persists, ask whoever runs the cluster";
        };
    }
}
