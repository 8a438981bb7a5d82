package io.github.kitmaven.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.github.kitmaven.model.Later;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An event in the words of CDEvents, carried by CloudEvents. It is sent as one JSON text (the structured mode), so that a
 * signature of the body covers all of it.
 *
 * <p>Source of the types and their fields: the schemas of CDEvents 0.3, which the tests hold it to.
 *
 * @param subject the subject's type, such as {@code taskRun}
 * @param predicate what happened to it, such as {@code started}
 * @param id the subject's id
 * @param content the fields of its type
 * @param customData what kit adds
 */
record CdEvent(String subject, String predicate, String id, ObjectNode content, ObjectNode customData) {
    static final String SPEC = "0.3.0";
    static final URI SOURCE = URI.create("/kit");
    private static final String SCHEMA = "0.1.1";
    /** One for all: each of them learns anew how to write an event. */
    private static final JsonFormat JSON = new JsonFormat();

    /** The type of the event as a whole. */
    String type() {
        return "dev.cdevents." + subject.toLowerCase(java.util.Locale.ROOT) + "." + predicate + "." + SCHEMA;
    }

    /** Its text; the event is of now, though its text may be made later. */
    Supplier<String> text(Clock clock) {
        String eventId = UUID.randomUUID().toString();
        var time = clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        ObjectNode data = Json.object();
        data.putObject("context")
                .put("version", SPEC)
                .put("id", eventId)
                .put("source", SOURCE.toString())
                .put("type", type())
                .put("timestamp", time.toString());
        data.putObject("subject")
                .put("id", id)
                .put("source", SOURCE.toString())
                .put("type", subject)
                .set("content", content);
        data.set("customData", customData);
        data.put("customDataContentType", Json.TYPE);
        return new Later<>(() -> {
            CloudEvent event = CloudEventBuilder.v1()
                    .withId(eventId)
                    .withSource(SOURCE)
                    .withType(type())
                    .withSubject(id)
                    .withTime(time)
                    .withData(Json.TYPE, JsonCloudEventData.wrap(data))
                    .build();
            return new String(JSON.serialize(event), StandardCharsets.UTF_8);
        });
    }
}
