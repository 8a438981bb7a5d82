package io.github.kitmaven.sandbox;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one process. The operating system holds the lock, so it goes with the process, however that ends; a
 * file beside it names the process to those who find the folder in use.
 */
public final class FolderLock implements AutoCloseable {
    /** Within one process the system knows but one owner, and closing any file of it would end the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder) throws IOException {
        this.folder = folder;
        channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new SandboxInUse(folder, Holder.read(file()));
            }
            new Holder(ProcessHandle.current().pid(), Optional.empty()).write(file());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Who has a folder.
     *
     * @param pid the process
     * @param url where it serves what is in the folder to others, if it does
     */
    record Holder(long pid, Optional<URI> url) {

        /** Reads who has a folder; empty where he has not told yet. */
        static Optional<Holder> read(Path file) {
            try {
                List<String> lines = Files.readAllLines(file);
                Optional<URI> url = lines.stream().skip(1).findFirst().map(URI::create);
                return lines.stream().findFirst().map(pid -> new Holder(Long.parseLong(pid), url));
            } catch (IOException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        void write(Path file) throws IOException {
            String text = pid + "\n" + url.map(it -> it + "\n").orElse("");
            OwnFile.write(file, text);
        }
    }

    /**
     * Takes a folder.
     *
     * @param folder the folder, made if need be
     * @return the lock, to be closed by the caller
     * @throws SandboxInUse if another has it
     * @throws EnvironmentException if the folder can't be written
     */
    public static FolderLock take(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            if (!HELD.add(real)) {
                throw new SandboxInUse(folder, Holder.read(folder.resolve("holder")));
            }
            try {
                return new FolderLock(real);
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox can't use the folder " + folder + ": " + e, "Let this user write it"),
                    e);
        }
    }

    /** Tells those who want the folder where to find what is in it. */
    void publish(URI url) {
        try {
            new Holder(ProcessHandle.current().pid(), Optional.of(url)).write(file());
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox can't write " + file() + ": " + e, "Make room there"), e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox can't leave the folder " + folder + ": " + e, "Check the folder"), e);
        } finally {
            HELD.remove(folder);
        }
    }

    private Path file() {
        return folder.resolve("holder");
    }
}
