package io.github.kitmaven.config;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills in the variables marked {@code external: true} from the environment of the process. Their values are secret. */
final class ExternalEnv {
    private final FormatVersion version;
    private final Map<String, String> environment;
    private final Secrets secrets;

    ExternalEnv(FormatVersion version, Map<String, String> environment, Secrets secrets) {
        this.version = version;
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /** Fills a list in; a single variable counts as a list of one. */
    Sequence fill(Value env) {
        List<Value> variables = env instanceof Sequence sequence ? sequence.elements() : List.of(env);
        return new Sequence(variables.stream().map(this::filled).toList(), env.origin(), env.overridden());
    }

    private Value filled(Value variable) {
        if (!(variable instanceof Mapping mapping)
                || mapping.get("external").isEmpty()
                || !new Fields(mapping, "env.", Shapes.ENV).flag("external", version)) {
            return variable;
        }
        Optional<Value> name = mapping.get("name");
        String value = environment.getOrDefault(name.map(Value::text).orElse(""), "");
        if (value.isEmpty()) {
            throw new UserException(Diagnostic.at(
                    mapping.origin(),
                    "The environment variable " + name.map(Value::shown).orElse("")
                            + " is marked external, but is not set",
                    "Set it where kit runs, or remove external"));
        }
        String encoded = encode(value, mapping);
        secrets.add(value);
        secrets.add(encoded);
        return mapping.with(
                Map.of("value", Scalar.string(encoded, mapping.origin()).hidden()));
    }

    /** Source of the encodings: Node's Buffer, which turns the text to UTF-8 and the bytes to the encoding. */
    private static String encode(String value, Mapping variable) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String encoding = variable.truthy("encoding").map(Value::text).orElse("utf8");
        return switch (encoding) {
            case "utf8" -> value;
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "binary" -> new String(bytes, StandardCharsets.ISO_8859_1);
            case "ascii" -> ascii(bytes);
            default ->
                throw new UserException(Diagnostic.at(
                        variable.get("encoding").orElse(variable).origin(),
                        "The encoding "
                                + variable.truthy("encoding").orElse(variable).shown() + " is not known",
                        "Use utf8, base64, hex, ascii or binary"));
        };
    }

    private static String ascii(byte[] bytes) {
        byte[] low = bytes.clone();
        for (int i = 0; i < low.length; i++) {
            low[i] &= 0x7f;
        }
        return new String(low, StandardCharsets.US_ASCII);
    }
}
