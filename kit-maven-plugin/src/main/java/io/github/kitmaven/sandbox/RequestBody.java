package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.Decoder.Mistake;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads bodies, and refuses those that are not what they should be, in a server's words. */
final class RequestBody {
    private static final List<String> OBJECT_TYPES = List.of("application/json", "application/yaml");

    private RequestBody() {}

    /** The object that is to be created or to replace another one. */
    static ObjectNode object(Kind kind, ApiRequest request) {
        boolean yaml = request.contentType().equals("application/yaml");
        if (!yaml && !request.contentType().isEmpty() && !request.contentType().equals("application/json")) {
            throw ApiError.unsupportedMediaType(OBJECT_TYPES);
        }
        JsonNode body = yaml ? yaml(request.body()) : json(kind, request.body());
        if (!(body instanceof ObjectNode object)) {
            throw ApiError.badRequest("the object provided is unrecognized (must be of type " + kind.name() + ")");
        }
        checkType(kind, object);
        return object;
    }

    /** Reads an object as its type has it. */
    static ObjectNode decode(Kind kind, ObjectNode object, String fieldValidation) {
        Decoder decoder = Decoder.of(kind.type(), object);
        String problem = "";
        if (!decoder.mistakes().isEmpty()) {
            problem = decoder.mistakes().get(0).text();
        } else if (!decoder.unknown().isEmpty() && fieldValidation.equals("Strict")) {
            problem = decoder.unknown().stream()
                    .map(path -> "unknown field \"" + path.substring(1) + "\"")
                    .collect(Collectors.joining(", ", "strict decoding error: ", ""));
        }
        if (!problem.isEmpty()) {
            throw ApiError.badRequest(kind.name() + " in version \"" + kind.version() + "\" cannot be handled as a "
                    + kind.name() + ": " + problem);
        }
        return decoder.tree();
    }

    /** The tree of an apply: every field must be one of the type. */
    static ObjectNode applied(Kind kind, String namespace, String name, ApiRequest request) {
        JsonNode body = yaml(request.body());
        if (!(body instanceof ObjectNode object)) {
            throw ApiError.badRequest("error decoding YAML: the body is not an object");
        }
        String version = object.path("apiVersion").asText("");
        if (!version.equals(kind.apiVersion())) {
            throw ApiError.badRequest("Incorrect version specified in apply patch. Specified patch version: " + version
                    + ", expected: " + kind.apiVersion());
        }
        if (!object.path("kind").isTextual()) {
            throw ApiError.badRequest("invalid object type: 'kind' must be set");
        }
        checkType(kind, object);
        Decoder decoder = Decoder.of(kind.type(), object);
        String problem = decoder.unknown().stream()
                .map(path -> path + ": field not declared in schema")
                .findFirst()
                .or(() -> decoder.mistakes().stream().map(Mistake::appliedText).findFirst())
                .or(() -> decoder.duplicates().stream().findFirst())
                .orElse("");
        if (!problem.isEmpty()) {
            throw ApiError.of(
                    500,
                    "",
                    "failed to create typed patch object (" + namespace + "/" + name + "; " + kind.apiVersion()
                            + ", Kind=" + kind.name() + "): " + problem);
        }
        return object;
    }

    /** A patch in JSON. */
    static JsonNode patch(ApiRequest request) {
        try {
            return Json.read(request.body());
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("error decoding patch: " + e.getOriginalMessage());
        }
    }

    /** The options of a delete; an empty object where the client sent none. */
    static ObjectNode deleteOptions(ApiRequest request) {
        ObjectNode options =
                !request.body().isBlank() && patch(request) instanceof ObjectNode sent ? sent : Json.object();
        for (String name : List.of("propagationPolicy", "dryRun")) {
            if (!request.parameter(name).isEmpty()) {
                options.put(name, request.parameter(name));
            }
        }
        return options;
    }

    private static void checkType(Kind kind, ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText(kind.apiVersion());
        String name = object.path("kind").asText(kind.name());
        if (!apiVersion.equals(kind.apiVersion())) {
            throw ApiError.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + kind.apiVersion() + ")");
        }
        if (!name.equals(kind.name())) {
            throw ApiError.badRequest(name + " in version \"" + kind.version() + "\" cannot be handled as a "
                    + kind.name() + ": the kinds differ");
        }
    }

    private static JsonNode json(Kind kind, String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("the object provided is unrecognized (must be of type " + kind.name()
                    + "): couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        }
    }

    private static JsonNode yaml(String body) {
        try {
            return Json.read(body); // most clients send the JSON form of YAML, which is much faster to read
        } catch (JsonProcessingException notJson) {
            try {
                Load load = new Load(LoadSettings.builder().build());
                return Json.tree(load.loadFromString(body));
            } catch (YamlEngineException e) {
                throw ApiError.badRequest("error decoding YAML: error converting YAML to JSON: " + e.getMessage());
            }
        }
    }
}
