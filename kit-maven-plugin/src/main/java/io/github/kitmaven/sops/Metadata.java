package io.github.kitmaven.sops;

import io.github.kitmaven.sops.SopsFile.Leaf;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What SOPS's own block says.
 *
 * @param file the file
 * @param wrapped the data key, encrypted with age, once for each recipient
 * @param recipients whom the file is encrypted for: age recipients
 * @param others whom else, such as {@code pgp FBC7B9E2...}
 */
record Metadata(SopsFile file, List<String> wrapped, List<String> recipients, List<String> others) {
    /** What names a recipient of each kind, age aside. */
    private static final Map<String, String> OTHERS = Map.of(
            "pgp", "fp",
            "kms", "arn",
            "gcp_kms", "resource_id",
            "azure_kv", "vault_url",
            "hc_vault", "vault_address",
            "hckms", "key_id");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    static Metadata of(SopsFile file) {
        if (file.isOneValue()) {
            throw file.refused(
                    "The file is encrypted as one piece, as sops does with a file that it does not know the format of",
                    "Encrypt its values: if it is YAML, with sops encrypt --input-type yaml --output-type yaml;"
                            + " secrets of a template belong into a var file");
        }
        if (file.own().stream().anyMatch(leaf -> leaf.path().contains("key_groups"))) {
            throw file.refused(
                    "The key of this file is split among groups of recipients (Shamir), which kit can't put together",
                    "Encrypt the file again with one group of recipients that has an age key");
        }
        List<String> others = file.own().stream()
                .filter(leaf -> leaf.path().size() == 3
                        && leaf.key().equals(OTHERS.get(leaf.path().get(1))))
                .map(leaf -> leaf.path().get(1) + " " + leaf.text())
                .toList();
        return new Metadata(file, all(file, "age", "enc"), all(file, "age", "recipient"), others);
    }

    private static List<String> all(SopsFile file, String... path) {
        List<String> full =
                Stream.concat(Stream.of(SopsParser.OWN), Stream.of(path)).toList();
        return file.own().stream()
                .filter(leaf -> leaf.path().equals(full))
                .map(Leaf::text)
                .toList();
    }

    /** {@return whom the file is encrypted for, in words} */
    String everyone() {
        return String.join(
                ", ", Stream.concat(recipients.stream(), others.stream()).toList());
    }

    /** {@return a text at the top of the block} */
    Optional<Leaf> find(String key) {
        return file.own().stream()
                .filter(leaf -> leaf.path().equals(List.of(SopsParser.OWN, key)))
                .filter(leaf -> !leaf.text().isEmpty())
                .findFirst();
    }

    /** {@return the encrypted MAC of all values} */
    Leaf mac() {
        return find("mac")
                .orElseThrow(() -> file.refused(
                        "The file has no MAC any more, so nobody can tell whether it was changed",
                        "Restore the file from git"));
    }

    /** {@return the time that the MAC is bound to, as {@code sops} writes it} */
    String lastModified() {
        Leaf time = find("lastmodified").orElseGet(this::mac);
        try {
            return OffsetDateTime.parse(time.text()).format(SECONDS);
        } catch (DateTimeParseException e) {
            throw time.refused("The file has no lastmodified any more, which its MAC needs", "Restore it from git");
        }
    }

    /** {@return whether the MAC is that of the encrypted values alone} */
    boolean macOnlyEncrypted() {
        return find("mac_only_encrypted")
                .filter(leaf -> leaf.text().equalsIgnoreCase("true"))
                .isPresent();
    }
}
