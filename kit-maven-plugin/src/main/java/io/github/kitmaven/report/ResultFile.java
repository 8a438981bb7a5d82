package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a result.json that another run has written. */
final class ResultFile {
    private static final JsonMapper JSON = reader();

    private static final String AGAIN = "Fetch it from its job again, or run that job again";

    private final Path file;
    private final String shown;
    private final List<Slot> slots = new ArrayList<>();
    private boolean begun;

    /** What was left out was empty, and nothing else may be missing; keys that are not known have joined since. */
    private static JsonMapper reader() {
        JsonMapper reader = JsonFile.JSON
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        for (Class<?> type : List.of(String.class, List.class, Map.class, Optional.class)) {
            reader.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        }
        for (Class<?> type : List.of(PlaceReport.class, RunReport.Progress.class)) {
            reader.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        }
        return reader;
    }

    private ResultFile(Path file, String shown) {
        this.file = file;
        this.shown = shown;
    }

    /**
     * Reads the file.
     *
     * @param file the file
     * @param shown its name for people
     * @param each takes each cluster as it is read
     * @return the run; each of its clusters is read from the file again when it is asked for, since those of a whole fleet would
     *     fill the memory
     * @throws UserException if it is no whole result of this version
     * @throws EnvironmentException if it can't be read
     */
    static RunReport read(Path file, String shown, Consumer<ClusterReport> each) {
        return new ResultFile(file, shown).read(each);
    }

    /** Where a cluster stands in the file, in bytes. */
    private record Slot(long from, int length) {}

    private RunReport read(Consumer<ClusterReport> each) {
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw foreign("it is no object");
            }
            begun = true;
            ObjectNode head = JSON.createObjectNode();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (key.equals("clusters") && value == JsonToken.START_ARRAY) {
                    checkVersion(head);
                    clusters(parser, each);
                    head.putArray(key);
                } else {
                    head.set(key, parser.readValueAsTree());
                }
            }
            checkVersion(head);
            check(head);
            return JSON.treeToValue(head, RunReport.class).with(new Clusters(file, slots));
        } catch (JsonProcessingException e) {
            String what = isCut(e)
                    ? "The file ends in the middle, as if a job was killed or a copy broke off"
                    : "This is no result.json of kit";
            throw new UserException(Diagnostic.at(place(e), what, AGAIN), e);
        } catch (IllegalArgumentException e) {
            throw foreign("it has a word that this kit does not know: " + e.getMessage());
        } catch (IOException e) {
            throw new EnvironmentException(Diagnostic.of(shown + " can't be read: " + e, "Let this user read it"), e);
        }
    }

    private void clusters(JsonParser parser, Consumer<ClusterReport> each) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long from = parser.currentTokenLocation().getByteOffset();
            each.accept(JSON.readValue(parser, ClusterReport.class));
            slots.add(new Slot(from, (int) (parser.currentLocation().getByteOffset() - from)));
        }
    }

    private void checkVersion(ObjectNode head) {
        int version = head.path("version").asInt(RunReport.VERSION);
        if (version != RunReport.VERSION) {
            throw new UserException(Diagnostic.of(
                    shown + " has version " + version + " of the format, and this kit reads version "
                            + RunReport.VERSION,
                    "Merge with the version of kit that made it"));
        }
    }

    private void check(ObjectNode head) {
        for (String key : List.of("version", "goal", "successful", "startedAt", "seconds", "progress", "clusters")) {
            if (!head.has(key)) {
                throw foreign("it has no " + key);
            }
        }
        try {
            OffsetDateTime.parse(head.path("startedAt").asText());
        } catch (DateTimeParseException e) {
            throw foreign("startedAt is no time");
        }
    }

    private UserException foreign(String why) {
        return new UserException(Diagnostic.of(shown + " is no result.json of kit: " + why, AGAIN));
    }

    /** The parser misses something at the file's end, by whatever name it calls that. */
    private boolean isCut(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        return fault instanceof JsonEOFException
                || fault.getCause() instanceof JsonEOFException
                || (begun
                        && at != null
                        && at.getByteOffset() + "false".length() > file.toFile().length());
    }

    private Origin place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> new Origin(shown, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr())))
                .orElse(Origin.of(shown));
    }

    /** Read one at a time. */
    private static final class Clusters extends AbstractList<ClusterReport> {
        private final Path file;
        private final List<Slot> slots;

        Clusters(Path file, List<Slot> slots) {
            this.file = file;
            this.slots = slots;
        }

        @Override
        public ClusterReport get(int index) {
            Slot slot = slots.get(index);
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                byte[] text = new byte[slot.length()];
                in.seek(slot.from());
                in.readFully(text);
                return JSON.readValue(text, ClusterReport.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int size() {
            return slots.size();
        }
    }
}
