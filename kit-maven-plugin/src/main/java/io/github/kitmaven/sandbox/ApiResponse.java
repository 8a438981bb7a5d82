package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;

/** What a request is answered with. */
sealed interface ApiResponse {

    /** A tree, written at once. */
    record Tree(int code, JsonNode body) implements ApiResponse {}

    /** Plain text. */
    record Text(int code, String body) implements ApiResponse {}

    /** Lines of JSON, written as they come, until the stream ends or the client goes. */
    record Stream(Body body) implements ApiResponse {}

    /** None: the connection ends. */
    record None() implements ApiResponse {}

    /** Half of one: the connection ends in the middle of it. */
    record Half(Tree whole) implements ApiResponse {}

    /** Writes the body of a stream. */
    interface Body {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    static ApiResponse ok(JsonNode body) {
        return new Tree(200, body);
    }

    /** The status code; 0 where the client gets none, or not all of the answer. */
    default int status() {
        if (this instanceof Tree tree) {
            return tree.code();
        }
        if (this instanceof Text text) {
            return text.code();
        }
        return this instanceof Stream ? 200 : 0;
    }
}
