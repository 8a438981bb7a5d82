package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the objects in a folder: a file with a line for every change, compacted when it is opened. What a killed run
 * left is read up to its last whole line. One sandbox at a time uses a folder; the lock goes with its process.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private final FolderLock lock;
    private final Map<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final RandomAccessFile lines;
    private long version;
    private long end;

    private Journal(Path folder) throws IOException {
        file = folder.resolve("journal.jsonl");
        lock = FolderLock.take(folder);
        try {
            if (Files.exists(file)) {
                read();
            }
            compact();
            // no channel: the interrupt that ends a watch must not end the file, too
            lines = new RandomAccessFile(file.toFile(), "rw");
            end = lines.length();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the journal of a folder, which is made if need be.
     *
     * @throws EnvironmentException if the folder can't be used
     * @throws SandboxInUse if another sandbox uses it
     */
    static Journal open(Path folder) {
        try {
            return new Journal(folder);
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    /** The objects that were there when the journal was opened. */
    Map<ObjectKey, ObjectNode> objects() {
        return objects;
    }

    /** The version of the latest change that the journal knows. */
    long version() {
        return version;
    }

    /**
     * Writes a change down.
     *
     * @throws EnvironmentException if that fails, on a full disk for one; then nothing of it is left in the file
     */
    void write(Change change) {
        byte[] line = line(change.version(), change.key(), change.after().orElse(null));
        try {
            lines.seek(end);
            lines.write(line);
            end += line.length;
        } catch (IOException e) {
            throw broken(file, withoutRest(e));
        }
    }

    private IOException withoutRest(IOException cause) {
        try {
            lines.setLength(end);
        } catch (IOException e) {
            cause.addSuppressed(e); // the next line is written over the rest of this one
        }
        return cause;
    }

    /** Tells those who want the folder where its sandbox is. */
    void publish(URI url) {
        lock.publish(url);
    }

    @Override
    public void close() {
        try (lock) {
            lines.close();
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private void read() throws IOException {
        byte[] content = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                readLine(new String(content, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
    }

    private void readLine(String line) throws IOException {
        try {
            JsonNode change = Json.read(line);
            version = Math.max(version, change.path("version").asLong());
            ObjectKey key = new ObjectKey(
                    change.path("resource").asText(),
                    change.path("namespace").asText(),
                    change.path("name").asText());
            if (change.path("object") instanceof ObjectNode object) {
                objects.put(key, object);
            } else {
                objects.remove(key);
            }
        } catch (JsonProcessingException e) {
            throw new IOException("a line of " + file + " is not JSON", e);
        }
    }

    private void compact() throws IOException {
        Path compacted = file.resolveSibling("journal.jsonl.new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(compacted))) {
            // a line without an object keeps the version, even of a change whose object is gone
            out.write(line(version, new ObjectKey("", "", ""), null));
            for (Map.Entry<ObjectKey, ObjectNode> entry : objects.entrySet()) {
                out.write(line(0, entry.getKey(), entry.getValue()));
            }
        }
        Files.move(compacted, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] line(long version, ObjectKey key, @Nullable ObjectNode object) {
        ObjectNode line = Json.object();
        line.put("version", version)
                .put("resource", key.resource())
                .put("namespace", key.namespace())
                .put("name", key.name());
        if (object != null) {
            line.set("object", object);
        }
        return (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static EnvironmentException broken(Path path, IOException cause) {
        return new EnvironmentException(
                Diagnostic.of(
                        "the sandbox can't keep its state in " + path + ": " + cause.getMessage(),
                        "Check the folder, or delete it to start with an empty sandbox"),
                cause);
    }
}
