package io.github.kitmaven.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A commit of the deployments repo that was deployed.
 *
 * @param id its id; empty where only its time is known
 * @param time when it was committed; empty where that is not known
 */
public record DeployedCommit(String id, Optional<Instant> time) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{7,64}");
    private static final int SHORT = 8;

    /**
     * Reads the annotation that tells what commit an object was applied from. The original wrote GitHub's JSON of a commit,
     * or its id as a JSON string.
     *
     * @param annotation the annotation's value
     * @return the commit; empty where the text is none of these
     */
    public static Optional<DeployedCommit> ofAnnotation(String annotation) {
        if (ID.matcher(annotation.strip()).matches()) {
            return Optional.of(new DeployedCommit(annotation.strip(), Optional.empty()));
        }
        try {
            JsonNode json = JSON.readTree(annotation);
            String id = json.isTextual() ? json.asText() : json.path("sha").asText("");
            DeployedCommit commit = new DeployedCommit(
                    ID.matcher(id).matches() ? id : "",
                    time(json.path("commit").path("committer").path("date").asText("")));
            return Optional.of(commit).filter(it -> !it.id.isEmpty() || it.time.isPresent());
        } catch (JsonProcessingException e) {
            return Optional.empty(); // anybody may write annotations; one that says nothing is as none
        }
    }

    /** A time as ISO 8601 has it; empty where the text is none. */
    static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // written by hand, perhaps: as if it were not there
        }
    }

    /** {@return the begin of the id, as git shows it; or the time} */
    public String shortId() {
        if (id.isEmpty()) {
            return time.map(at -> "of " + at).orElse("unknown");
        }
        return id.length() > SHORT ? id.substring(0, SHORT) : id;
    }
}
