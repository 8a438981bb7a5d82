package io.github.kitmaven.cluster.fabric8;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves to the API server who asks. Never printed. */
interface Credentials {

    /**
     * What one request carries.
     *
     * @param authorization the value of the Authorization header; empty where another proof is used
     * @param edition counts how often the credentials have been renewed
     */
    record Proof(Optional<String> authorization, int edition) {
        static Proof lasting(String authorization) {
            return new Proof(Optional.of(authorization), 0);
        }

        /** {@return nothing of it: it is a secret} */
        @Override
        public String toString() {
            return "proof " + edition;
        }
    }

    /**
     * What the next request has to carry.
     *
     * @throws io.github.kitmaven.problem.UserException if it can't be had
     */
    Proof proof();

    /**
     * Gets new ones after the server refused some, unless another request has done so.
     *
     * @return whether there are others now
     * @throws io.github.kitmaven.problem.UserException if they can't be had
     */
    default boolean renew(Proof refused) {
        return false;
    }

    /** Reads what the user entry holds, in kubectl's order of precedence. */
    static Credentials of(Kubeconfig.Section user, @Nullable ExecCredential exec) {
        YamlEntry entry = user.entry();
        Optional<YamlEntry> tokenFile = entry.child("tokenFile");
        if (tokenFile.isPresent()) {
            // read each time: whoever mounts the file also rotates it
            Credentials rotating = () ->
                    Proof.lasting("Bearer " + new String(user.read(tokenFile.get()), StandardCharsets.UTF_8).strip());
            rotating.proof(); // refused now rather than halfway
            return rotating;
        }
        Optional<String> token = entry.text("token");
        if (token.isPresent()) {
            Proof proof = Proof.lasting("Bearer " + token.get());
            return () -> proof;
        }
        Optional<String> username = entry.text("username");
        if (username.isPresent()) {
            Proof proof =
                    Proof.lasting(basic(username.get(), entry.text("password").orElse("")));
            return () -> proof;
        }
        if (exec != null) {
            return exec;
        }
        if (entry.child("auth-provider").isPresent()) {
            throw entry.child("auth-provider")
                    .get()
                    .refused("auth-provider is gone from Kubernetes since 1.26", "Use the provider's exec plugin");
        }
        Proof none = new Proof(Optional.empty(), 0);
        return () -> none;
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
