package io.github.kitmaven.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as JavaScript does: of two equal keys the last wins, and in version "2" every number is a double.
 *
 * @param version decides how numbers are read
 */
public record JsonReader(FormatVersion version) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads one document.
     *
     * @param source the text
     * @return its value
     * @throws UserException if it is not JSON; it holds nothing of the text
     */
    public Value read(SourceText source) {
        try (JsonParser parser = JSON.createParser(source.text())) {
            parser.nextToken();
            Value value = value(parser, source);
            if (parser.nextToken() != null) {
                throw notJson(source, parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw notJson(source, e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Value value(JsonParser parser, SourceText source) throws IOException {
        JsonLocation place = parser.currentTokenLocation();
        Origin origin = origin(source, place);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, source, origin);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Value> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser, source));
            }
            return new Sequence(elements, origin, List.of());
        }
        int start = (int) place.getCharOffset();
        Scalar scalar = scalar(parser, origin);
        return source.secret().meets(start, start + 1) ? scalar.hidden() : scalar;
    }

    private Scalar scalar(JsonParser parser, Origin origin) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return Scalar.string(parser.getText(), origin);
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Scalar(Scalar.Type.NULL, "", origin, List.of());
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return Scalar.bool(token == JsonToken.VALUE_TRUE, origin);
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new Scalar(Scalar.Type.NUMBER, number(parser), origin, List.of());
        }
        throw notJson(origin);
    }

    private Mapping mapping(JsonParser parser, SourceText source, Origin origin) throws IOException {
        Map<String, Value> entries = new LinkedHashMap<>();
        Map<String, Origin> keys = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            keys.put(key, origin(source, parser.currentTokenLocation()));
            parser.nextToken();
            entries.put(key, value(parser, source));
        }
        return new Mapping(entries, keys, origin, List.of());
    }

    private static Origin origin(SourceText source, JsonLocation place) {
        return new Origin(source.name(), place.getLineNr(), place.getColumnNr());
    }

    private String number(JsonParser parser) throws IOException {
        boolean exact = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && !version.likeOriginal();
        return exact ? parser.getText() : JsNumber.print(Double.parseDouble(parser.getText()));
    }

    /** The parser's own words quote the text, which may be secret. */
    private static UserException notJson(SourceText source, JsonLocation place) {
        return notJson(origin(source, place));
    }

    private static UserException notJson(Origin origin) {
        return new UserException(Diagnostic.at(origin, "This is not JSON", "Correct the JSON here"));
    }
}
