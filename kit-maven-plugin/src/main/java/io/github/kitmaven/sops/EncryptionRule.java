package io.github.kitmaven.sops;

import io.github.kitmaven.sops.SopsFile.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which values of a file are encrypted, by the names of the keys that lead to them. A file has one rule. */
@FunctionalInterface
interface EncryptionRule {
    /** Where a file says nothing else. */
    EncryptionRule DEFAULT = leaf -> leaf.path().stream().noneMatch(key -> key.endsWith("_unencrypted"));

    /** {@return whether a value has to be encrypted} */
    boolean covers(Leaf leaf);

    static EncryptionRule of(Metadata metadata) {
        List<EncryptionRule> rules = new ArrayList<>();
        metadata.find("unencrypted_suffix").ifPresent(rule -> rules.add(not(suffix(rule))));
        metadata.find("encrypted_suffix").ifPresent(rule -> rules.add(suffix(rule)));
        metadata.find("unencrypted_regex").ifPresent(rule -> rules.add(not(regex(rule))));
        metadata.find("encrypted_regex").ifPresent(rule -> rules.add(regex(rule)));
        Optional<Leaf> comment =
                metadata.find("unencrypted_comment_regex").or(() -> metadata.find("encrypted_comment_regex"));
        // by comments, which parsers drop: so what looks encrypted is, and the MAC tells if that was wrong
        comment.ifPresent(rule -> rules.add(leaf -> leaf.text().startsWith(Ciphertext.BEGIN)));
        if (rules.size() > 1) {
            throw metadata.file().refused("The file has more than one rule for what is encrypted", "Keep one of them");
        }
        return rules.isEmpty() ? DEFAULT : rules.get(0);
    }

    private static EncryptionRule not(EncryptionRule rule) {
        return leaf -> !rule.covers(leaf);
    }

    private static EncryptionRule suffix(Leaf rule) {
        return leaf -> leaf.path().stream().anyMatch(key -> key.endsWith(rule.text()));
    }

    private static EncryptionRule regex(Leaf rule) {
        try {
            Predicate<String> matches = Pattern.compile(rule.text()).asPredicate();
            return leaf -> leaf.path().stream().anyMatch(matches);
        } catch (PatternSyntaxException e) {
            throw rule.refused(
                    "The " + rule.key() + " is no regular expression: " + e.getDescription(),
                    "Write it so that Go and Java understand it");
        }
    }
}
