package io.github.kitmaven.sops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where age keys are looked for: all of {@code SOPS_AGE_KEY}, {@code SOPS_AGE_KEY_FILE}, {@code SOPS_AGE_KEY_CMD} and the
 * user's key file.
 *
 * <p>Source of the rules: age/keysource.go of {@code sops}.
 */
final class KeySources {
    private static final String KEY = "SOPS_AGE_KEY";
    private static final String FILE = "SOPS_AGE_KEY_FILE";

    private final Map<String, String> environment;
    private final String system;

    KeySources(Map<String, String> environment, String system) {
        this.environment = Map.copyOf(environment);
        this.system = system.toLowerCase(Locale.ROOT);
    }

    /** A line that should hold a key, and where it stands. */
    record Line(String text, String place) {

        /** {@return the place alone} */
        @Override
        public String toString() {
            return place;
        }
    }

    /** {@return the names of the places that have something} */
    List<String> present() {
        List<String> places = new ArrayList<>();
        Stream.of(KEY, FILE, KeyCommand.VARIABLE)
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .forEach(places::add);
        usualFile().filter(Files::isRegularFile).ifPresent(file -> places.add(file.toString()));
        return places;
    }

    /** Reads the keys that are for any recipient; notes in {@code faults} what can't be read. */
    List<Line> lines(List<String> faults) {
        List<Line> lines = new ArrayList<>();
        variable(KEY).ifPresent(text -> add(text, KEY, lines, faults));
        variable(FILE).flatMap(text -> path(text, faults)).ifPresent(file -> read(file, lines, faults));
        usualFile().filter(Files::isRegularFile).ifPresent(file -> read(file, lines, faults));
        return lines;
    }

    /** Asks a program for the keys of one recipient; notes in {@code faults} why it has none. */
    List<Line> linesOf(String recipient, List<String> faults) {
        List<Line> lines = new ArrayList<>();
        new KeyCommand(environment)
                .output(recipient, faults)
                .ifPresent(text -> add(text, KeyCommand.VARIABLE, lines, faults));
        return lines;
    }

    /** {@return {@code sops/age/keys.txt} in the folder where programs of this system keep a user's settings} */
    Optional<Path> usualFile() {
        Optional<String> folder;
        if (system.startsWith("windows")) {
            folder = variable("AppData").or(() -> variable("APPDATA"));
        } else {
            String below = system.startsWith("mac") ? "/Library/Application Support" : "/.config";
            folder = variable("XDG_CONFIG_HOME").or(() -> variable("HOME").map(home -> home + below));
        }
        return folder.flatMap(text -> path(text, new ArrayList<>()))
                .map(path -> path.resolve("sops").resolve("age").resolve("keys.txt"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<Path> path(String text, List<String> faults) {
        try {
            return Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            faults.add(FILE + " is no path");
            return Optional.empty();
        }
    }

    private static void read(Path file, List<Line> lines, List<String> faults) {
        try {
            add(Files.readString(file), file.toString(), lines, faults);
        } catch (IOException e) {
            faults.add(file + " can't be read");
        }
    }

    private static void add(String text, String place, List<Line> lines, List<String> faults) {
        if (text.startsWith("age-encryption.org/") || text.startsWith("-----BEGIN AGE")) {
            faults.add(place + " is protected by a passphrase, which kit can't ask for");
            return;
        }
        List<String> all = text.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String at = place + (all.size() > 1 ? ", line " + (i + 1) + "," : "");
                // the variable may have several keys on a line, as where line breaks were lost
                Stream.of(line.split("\\s+")).forEach(key -> lines.add(new Line(key, at)));
            }
        }
    }
}
