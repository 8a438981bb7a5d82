package io.github.kitmaven.env;

import io.github.kitmaven.config.EnvValues;
import io.github.kitmaven.config.JsonReader;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question put to env-api: judges the reply, and words what is wrong with it.
 *
 * @param question the question
 * @param uri where it was put
 * @param options what kit.yaml says of env-api
 * @param place what in the repo asks for the values
 * @param token what authorises kit to ask, which a server might repeat
 */
record Asked(Question question, URI uri, EnvApiSession.Options options, Origin place, String token) {
    private static final int LONGEST_WORDS = 300;

    EnvValues values(Reply reply) {
        if (reply.status() != 200 && reply.status() != 206) {
            throw refused(reply);
        }
        Mapping body = body(reply)
                .orElseThrow(() -> user(
                        reply.status() + " with a body that is no JSON object, but " + type(reply),
                        "Check that this is the address of an env-api"));
        EnvValues values = EnvValues.ofSecrets(new VariableList(options)
                .of(body)
                .orElseThrow(() -> user(
                        reply.status() + " with values that are not those of env-api " + version(),
                        "Check the option version of the plugin")));
        if (reply.status() == 200) {
            return values;
        }
        String partial = "206, only part of the values" + words(reply, secrets(values));
        String advice = "Complete the values in env-api, or set the option allowPartial: true";
        if (!options.allowPartial()) {
            throw user(partial, advice);
        }
        return values.warning(diagnostic(partial, "Complete the values in env-api"));
    }

    private Secrets secrets(EnvValues values) {
        Secrets secrets = Secrets.of(Set.of(token));
        values.secrets().forEach(secrets::addWord);
        return secrets;
    }

    KitException unanswered(String why) {
        return new EnvironmentException(
                diagnostic("nothing: " + why, "Check that the server runs and can be reached from here, and run again"),
                null);
    }

    KitException serverIsAway(URI url, int silences) {
        return new EnvironmentException(
                Diagnostic.of(
                        "env-api at " + url + " left " + silences
                                + " questions in a row without an answer, and was asked no more",
                        "Check that the server runs and can be reached from here, and run again"),
                null);
    }

    private KitException refused(Reply reply) {
        int status = reply.status();
        String answer = status + words(reply, Secrets.of(Set.of(token)));
        if (reply.worthAnotherTry()) {
            String last = answer
                    + reply.retryAfter()
                            .map(it -> ", try again in " + it.toSeconds() + " s")
                            .orElse("");
            return new EnvironmentException(diagnostic(last, "Look into the server's log, and run again"), null);
        }
        return switch (status) {
            case 401, 403 -> user(answer, "Set " + EnvApi.TOKEN + " to a token that may read these values");
            case 404 -> user(answer, "Add the values to env-api, or correct the annotations of the container");
            default ->
                user(
                        answer,
                        status >= 300 && status < 400
                                ? "Set apiUrl to the address that the server redirects to"
                                : "Check the address and the version of env-api");
        };
    }

    private KitException user(String answer, String advice) {
        return new UserException(diagnostic(answer, advice));
    }

    private Diagnostic diagnostic(String answer, String advice) {
        return Diagnostic.at(
                place,
                "env-api, asked for " + question.text() + " at " + (question.secret() ? options.url() : uri)
                        + ", answered " + answer,
                advice);
    }

    /** What env-api itself says of a failure. Other bodies are not shown: they may hold values. */
    private String words(Reply reply, Secrets secrets) {
        return body(reply)
                .filter(body -> reply.status() == 206
                        || body.get("status").map(Value::text).orElse("").equals("error"))
                .map(body -> Stream.of("message", "errors")
                        .flatMap(key -> body.truthy(key).stream())
                        .flatMap(value -> value instanceof Sequence list ? list.elements().stream() : Stream.of(value))
                        .map(value -> value.text().replaceAll("\\s+", " ").strip())
                        .collect(Collectors.joining("; ")))
                .filter(words -> !words.isEmpty())
                .map(secrets::mask)
                .map(words ->
                        ": " + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "..." : words))
                .orElse("");
    }

    private Optional<Mapping> body(Reply reply) {
        try {
            Value body = new JsonReader(options.version()).read(new SourceText("env-api " + version(), reply.text()));
            return body instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    /** {@return the question, without the token} */
    @Override
    public String toString() {
        return question.text();
    }

    private String version() {
        return options.v4() ? "v4" : "v3";
    }

    private static String type(Reply reply) {
        return reply.type().isEmpty() ? "of no type" : reply.type();
    }
}
