package io.github.kitmaven.env;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.EnvRequest;
import io.github.kitmaven.config.EnvSource;
import io.github.kitmaven.config.EnvValues;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Value;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts questions to env-api as it wants them: v3 by POST, with the cluster's metadata; v4 by GET. */
record EnvApiSession(Options options, Exchange exchange) implements EnvSource.Session {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What kit.yaml says of env-api. */
    record Options(
            URI url, boolean v4, boolean allowPartial, String defaultBranch, FormatVersion version, int parallelism) {}

    @Override
    public Object key(EnvRequest request) {
        return Question.of(request, options);
    }

    @Override
    public int parallelism() {
        return options.parallelism();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public EnvValues fetch(EnvRequest request) throws InterruptedException {
        Optional<Question> question = Question.of(request, options);
        if (question.isEmpty()) {
            return EnvValues.NONE;
        }
        Asked asked =
                new Asked(question.get(), uri(question.get()), options, Question.place(request), exchange.token());
        HttpRequest.Builder http = HttpRequest.newBuilder(asked.uri()).header("Accept", "application/json");
        if (!options.v4()) {
            http.header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body(request, question.get()).toString()));
        }
        return asked.values(exchange.send(http, asked)).alsoSecret(exchange.token());
    }

    private URI uri(Question question) {
        return URI.create(
                options.v4()
                        ? options.url() + "/v4/resources/" + path(question.resource()) + "/deployment-environments/"
                                + path(question.cluster()) + "?ref=" + path(question.ref())
                        : options.url() + "/v3/vars");
    }

    /** The original escapes nothing; what no address can hold has to be, a {@code /} has not. */
    private static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static ObjectNode body(EnvRequest request, Question question) {
        ObjectNode body = NODES.objectNode();
        request.metadata().get("environment").ifPresent(it -> put(body, "environment", it));
        body.put("cluster", question.cluster());
        body.set("metadata", metadata(request.metadata()));
        return body.put("service", question.resource());
    }

    /** Sends metadata as strings, as env-api wants them; only what JavaScript takes for false stays as it is. */
    private static ObjectNode metadata(Mapping metadata) {
        ObjectNode node = NODES.objectNode();
        metadata.entries().forEach((key, value) -> {
            if (value.truthy()) {
                node.put(key, value.text());
            } else {
                put(node, key, value);
            }
        });
        return node;
    }

    private static void put(ObjectNode node, String key, Value value) {
        switch (value instanceof Scalar scalar ? scalar.type() : Scalar.Type.STRING) {
            case BOOLEAN -> node.put(key, value.truthy());
            case NUMBER -> putNumber(node, key, value.text());
            case NULL -> node.putNull(key);
            case STRING -> node.put(key, value.text());
        }
    }

    private static void putNumber(ObjectNode node, String key, String text) {
        if (text.matches("-?[0-9]{1,15}")) {
            node.put(key, Long.parseLong(text));
        } else if (text.equals("NaN")) {
            node.putNull(key);
        } else {
            node.put(key, Double.parseDouble(text));
        }
    }
}
