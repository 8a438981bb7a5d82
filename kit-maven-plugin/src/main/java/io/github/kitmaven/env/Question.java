package io.github.kitmaven.env;

import io.github.kitmaven.config.EnvRequest;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import java.util.Optional;

/**
 * What env-api is asked for: equal questions have equal answers.
 *
 * @param cluster the cluster's name
 * @param resource the service, in v3, or the resource, in v4
 * @param ref the branch or commit that v4 takes the values from; empty in v3
 */
record Question(String cluster, String resource, String ref) {
    private static final String PREFIX = "kit-deploymentizer/env-api-";
    private static final String SERVICE = PREFIX + "service";

    /** Words the question of a container; empty if it has no annotation that asks for values. */
    static Optional<Question> of(EnvRequest request, EnvApiSession.Options options) {
        String cluster = request.cluster().name();
        return request.annotation(SERVICE).map(Value::text).map(service -> {
            if (!options.v4()) {
                return new Question(cluster, service, "");
            }
            String resource =
                    request.annotation(PREFIX + "resource").map(Value::text).orElse(request.resource());
            return new Question(cluster, resource, ref(request, resource, options));
        });
    }

    static Origin place(EnvRequest request) {
        return request.annotation(SERVICE)
                .map(Value::origin)
                .orElse(request.container().origin());
    }

    /** The commit is one of the resource's own repository: of another's, it would name nothing. */
    private static String ref(EnvRequest request, String resource, EnvApiSession.Options options) {
        Optional<String> branch = options.version().likeOriginal()
                ? Optional.empty()
                : request.annotation(PREFIX + "branch").map(Value::text);
        Optional<String> commit = request.gitRef().filter(hash -> resource.equals(request.resource()));
        return branch.or(() -> commit).orElse(options.defaultBranch());
    }

    /** {@return the question as messages name it} */
    String text() {
        return resource + (ref.isEmpty() ? "" : " at " + ref) + " in cluster " + cluster;
    }
}
