package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads files of the repo, decrypted, and none that a path or symbolic link leads to outside of it. */
public final class RepoFiles {
    private static final long LARGEST = 10L * 1024 * 1024;

    private final Path root;
    private final List<Path> realRoots;
    private final Sops sops;

    private RepoFiles(Path root, List<Path> realRoots, Sops sops) {
        this.root = root;
        this.realRoots = List.copyOf(realRoots);
        this.sops = sops;
    }

    /** Opens a repo. */
    static RepoFiles of(Path root, Sops sops) {
        return new RepoFiles(root, List.of(real(root)), sops);
    }

    /** Adds a folder outside of the repo that kit.yaml names, and so allows. */
    RepoFiles and(Path folder) {
        List<Path> roots = new ArrayList<>(realRoots);
        roots.add(real(folder));
        return new RepoFiles(root, roots, sops);
    }

    /**
     * Finds the file that a path in the repo leads to.
     *
     * @param folder the folder that the path is relative to
     * @param path the path, and where the repo names it
     * @return the file, which need not exist
     * @throws UserException if the path leads out of the repo, or is none
     */
    public Path resolve(Path folder, Located path) {
        try {
            Path file = folder.resolve(path.text()).normalize();
            if (!Path.of(path.text()).isAbsolute() && (file.startsWith(root) || file.startsWith(folder))) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new UserException(
                    Diagnostic.at(path.origin(), "This is no path: " + e.getReason(), "Name a file of the repo"));
        }
        throw new UserException(Diagnostic.at(
                path.origin(),
                "The path " + path.shown() + " leads out of the deployments repo",
                "Name a file of the repo, relative to " + name(folder)));
    }

    /**
     * Reads a file that may be missing.
     *
     * @param file the file
     * @return its text, decrypted if SOPS encrypted it, or empty if there is no such file
     * @throws UserException if the file leads out of the repo, is too large, is not UTF-8, or can't be decrypted
     * @throws EnvironmentException if it can't be read
     */
    public Optional<SourceText> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String name = name(file);
        if (realRoots.stream().noneMatch(real(file)::startsWith)) {
            throw new UserException(Diagnostic.at(
                    Origin.of(name),
                    "The file leads out of the deployments repo",
                    "Keep it in the repo, without symbolic links to the outside"));
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserException(Diagnostic.at(
                        Origin.of(name),
                        "The file is larger than " + LARGEST / 1024 / 1024 + " MB",
                        "Keep large data out of the deployments repo"));
            }
            return Optional.of(SourceText.decode(name, Files.readAllBytes(file)).decrypted(sops));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Lists what a folder holds.
     *
     * @param folder the folder
     * @return its entries, sorted by name; empty if there is no such folder
     */
    public List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw unreadable(name(folder), e);
        }
    }

    /**
     * Names a file as diagnostics do.
     *
     * @param file the file
     * @return its path relative to the repo's root, or absolute if it lies outside, with {@code /} between folders
     */
    public String name(Path file) {
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static EnvironmentException unreadable(String name, IOException cause) {
        return new EnvironmentException(
                Diagnostic.of("Can't read " + name + ": " + cause, "Make it readable and try again"), cause);
    }
}
