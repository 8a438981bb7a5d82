package io.github.kitmaven.cluster.fabric8;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves to the API server who asks. Never printed. */
interface Credentials {

    /** {@return the value of the Authorization header; empty where another proof is used} */
    Optional<String> authorization();

    /** Gets new ones after the server refused these; {@return whether there are new ones} */
    default boolean renew() {
        return false;
    }

    /** Reads what the user entry holds, in kubectl's order of precedence. */
    static Credentials of(Kubeconfig.Section user, @Nullable ExecCredential exec) {
        YamlEntry entry = user.entry();
        Optional<YamlEntry> tokenFile = entry.child("tokenFile");
        if (tokenFile.isPresent()) {
            // read each time: whoever mounts the file also rotates it
            return () ->
                    Optional.of("Bearer " + new String(user.read(tokenFile.get()), StandardCharsets.UTF_8).strip());
        }
        Optional<String> token = entry.text("token");
        if (token.isPresent()) {
            Optional<String> header = token.map(value -> "Bearer " + value);
            return () -> header;
        }
        Optional<String> username = entry.text("username");
        if (username.isPresent()) {
            Optional<String> header =
                    Optional.of(basic(username.get(), entry.text("password").orElse("")));
            return () -> header;
        }
        if (exec != null) {
            return exec;
        }
        if (entry.child("auth-provider").isPresent()) {
            throw entry.child("auth-provider")
                    .get()
                    .refused("auth-provider is gone from Kubernetes since 1.26", "Use the provider's exec plugin");
        }
        return Optional::empty;
    }

    /** The headers that let this user act as another. */
    static Map<String, List<String>> impersonation(YamlEntry user) {
        Optional<String> name = user.text("as");
        if (name.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "Impersonate-User",
                List.of(name.get()),
                "Impersonate-Group",
                user.child("as-groups")
                        .map(groups ->
                                groups.items().stream().map(YamlEntry::text).toList())
                        .orElse(List.of()));
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
