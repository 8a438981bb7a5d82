package io.github.kitmaven.env;

import io.github.kitmaven.config.EnvRequest;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What env-api is asked for: equal questions have equal answers.
 *
 * @param cluster the cluster's name
 * @param resource the service, in v3, or the resource, in v4
 * @param ref the branch or commit that v4 takes the values from; empty in v3
 * @param secret whether nobody may read what names these
 */
record Question(String cluster, String resource, String ref, boolean secret) {
    private static final String PREFIX = "kit-deploymentizer/env-api-";
    private static final String SERVICE = PREFIX + "service";
    private static final String RESOURCE = PREFIX + "resource";
    private static final String BRANCH = PREFIX + "branch";

    /** Words the question of a container; empty if it has no annotation that asks for values. */
    static Optional<Question> of(EnvRequest request, EnvApiSession.Options options) {
        String cluster = request.cluster().name();
        boolean secret = Stream.of(SERVICE, RESOURCE, BRANCH)
                .flatMap(name -> request.annotation(name).stream())
                .anyMatch(Value::secret);
        return request.annotation(SERVICE).map(Value::text).map(service -> {
            if (!options.v4()) {
                return new Question(cluster, service, "", secret);
            }
            String resource = request.annotation(RESOURCE).map(Value::text).orElse(request.resource());
            return new Question(cluster, resource, ref(request, resource, options), secret);
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
                : request.annotation(BRANCH).map(Value::text);
        Optional<String> commit = request.gitRef().filter(hash -> resource.equals(request.resource()));
        return branch.or(() -> commit).orElse(options.defaultBranch());
    }

    /** {@return the question as messages name it} */
    String text() {
        String asked = secret ? Secrets.MASK : resource + (ref.isEmpty() ? "" : " at " + ref);
        return asked + " in cluster " + cluster;
    }
}
