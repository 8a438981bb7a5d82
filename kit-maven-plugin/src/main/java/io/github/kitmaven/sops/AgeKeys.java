package io.github.kitmaven.sops;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The age keys at hand, each place looked at once, when the first file needs it. Opens the data keys of files. */
final class AgeKeys {
    private static final int KEY_BYTES = 32;

    private final KeySources sources;
    private final Secrets secrets;
    /** By recipient; under the empty name, those that are for any. */
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    AgeKeys(Map<String, String> environment, String system, Secrets secrets) {
        this.sources = new KeySources(environment, system);
        this.secrets = secrets;
    }

    /** Keys, and what is wrong with those that can't be used. */
    private record Found(List<RecipientStanzaReader> keys, List<String> faults) {}

    /**
     * Opens a file's data key.
     *
     * @throws UserException if no key at hand is one of the file's recipients
     */
    SecretKey open(Metadata metadata) {
        if (metadata.wrapped().isEmpty()) {
            throw metadata.file()
                    .refused(
                            "The file is encrypted for " + metadata.everyone() + ", and for no age key",
                            "Add an age recipient with sops rotate --in-place --add-age age1...; kit opens age only");
        }
        List<Found> asked = new ArrayList<>();
        asked.add(found.computeIfAbsent("", all -> find(sources::lines)));
        Optional<SecretKey> opened = open(metadata, asked.get(0));
        for (String recipient : metadata.recipients()) {
            if (opened.isEmpty()) {
                asked.add(found.computeIfAbsent(recipient, one -> find(faults -> sources.linesOf(one, faults))));
                opened = open(metadata, asked.get(asked.size() - 1));
            }
        }
        return opened.orElseThrow(() -> closed(metadata, asked));
    }

    private Found find(Function<List<String>, List<KeySources.Line>> source) {
        List<RecipientStanzaReader> keys = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (KeySources.Line line : source.apply(faults)) {
            secrets.add(line.text());
            key(line, faults).ifPresent(keys::add);
        }
        return new Found(keys, faults);
    }

    private UserException closed(Metadata metadata, List<Found> asked) {
        List<String> wrong = asked.stream()
                .flatMap(found -> found.faults().stream())
                .distinct()
                .toList();
        String faults = wrong.isEmpty() ? "" : " (" + String.join("; ", wrong) + ")";
        String encrypted = "The file is encrypted for " + metadata.everyone() + ", and ";
        if (asked.stream().allMatch(found -> found.keys().isEmpty())) {
            return metadata.file()
                    .refused(
                            encrypted + "there is no age key to open it" + faults,
                            "Put the key into SOPS_AGE_KEY, or name its file in SOPS_AGE_KEY_FILE"
                                    + sources.usualFile()
                                            .map(file -> ", or put it into " + file)
                                            .orElse(""));
        }
        return metadata.file()
                .refused(
                        encrypted + "none of the age keys of " + String.join(", ", sources.present()) + " opens it"
                                + faults,
                        "Use the key of a recipient, or let one of them add yours with sops updatekeys");
    }

    private static Optional<SecretKey> open(Metadata metadata, Found at) {
        return metadata.wrapped().stream()
                .flatMap(wrapped -> at.keys().stream().flatMap(key -> open(wrapped, key).stream()))
                .findFirst();
    }

    private static Optional<RecipientStanzaReader> key(KeySources.Line line, List<String> faults) {
        try {
            return Optional.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.text()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the library's words may quote the key
            faults.add(line.place() + " holds no AGE-SECRET-KEY-1..., the one kind of age key that kit knows");
            return Optional.empty();
        }
    }

    /** Readers are not known to be thread-safe, and opening takes less than a millisecond. */
    private static synchronized Optional<SecretKey> open(String wrapped, RecipientStanzaReader key) {
        InputStream armored = new ByteArrayInputStream(wrapped.getBytes(StandardCharsets.US_ASCII));
        try (ReadableByteChannel opened = new ArmoredDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(armored), List.of(key))) {
            byte[] bytes = Channels.newInputStream(opened).readAllBytes();
            return bytes.length == KEY_BYTES ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is for another key; if for all, the message has the recipients
        }
    }
}
