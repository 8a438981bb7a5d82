package io.github.kitmaven.webhook;

import java.util.function.Supplier;

/**
 * A notification as it is sent.
 *
 * @param name what is added to the path of the endpoint's URL, percent-encoded; may be empty
 * @param lane what it is about: messages of one lane arrive in their order
 * @param contentType what the body is
 * @param text the body, in which no secret is left
 */
record Message(String name, String lane, String contentType, Supplier<String> text) {

    /** One whose text is there already. */
    Message(String name, String lane, String contentType, String text) {
        this(name, lane, contentType, () -> text);
    }

    String body() {
        return text.get();
    }
}
