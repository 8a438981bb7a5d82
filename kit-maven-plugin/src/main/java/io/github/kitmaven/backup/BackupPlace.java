package io.github.kitmaven.backup;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where backups are to be kept, as a user says it. */
public sealed interface BackupPlace {

    /**
     * A folder.
     *
     * @param path its path
     */
    record Folder(String path) implements BackupPlace {}

    /**
     * A branch of a git repository.
     *
     * @param url the repository's URL, which may hold a password; empty for the one that the deployments repo is pushed to
     * @param branch the branch
     */
    record Branch(Optional<String> url, String branch) implements BackupPlace {
        /** {@return the branch; not the URL} */
        @Override
        public String toString() {
            return "branch " + branch;
        }
    }

    /**
     * A bucket of a store that speaks S3.
     *
     * @param name the bucket's name
     * @param prefix what all keys in it begin with; empty, or ends in {@code /}
     */
    record Bucket(String name, String prefix) implements BackupPlace {}

    /** How a place may be written. */
    String FORMS = "Write it as a folder, as git:BRANCH or git:URL#BRANCH, or as s3://BUCKET/PREFIX";

    /** As S3 names buckets. */
    Pattern S3 = Pattern.compile("s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9])(/+(?<prefix>.*?))?/*");

    /** What git takes for the name of a branch, but for what nobody uses. */
    Pattern BRANCH = Pattern.compile("(?!.*(\\.\\.|//|@\\{|\\.lock$))[A-Za-z0-9_][A-Za-z0-9_./+-]*(?<![./])");

    /**
     * Reads it.
     *
     * @param text what the user says; never repeated where it may hold a password
     * @return the place
     * @throws UserException if it is none
     */
    static BackupPlace of(String text) {
        if (text.startsWith("git:")) {
            int hash = text.lastIndexOf('#');
            String branch = text.substring(hash < 0 ? 4 : hash + 1);
            if (!BRANCH.matcher(branch).matches() || hash == 4) {
                throw new UserException(Diagnostic.of("kit.backup names no branch", FORMS));
            }
            return new Branch(Optional.of(text.substring(4, Math.max(4, hash))).filter(url -> hash > 0), branch);
        }
        if (text.startsWith("s3:")) {
            Matcher form = S3.matcher(text);
            if (!form.matches()) {
                throw new UserException(Diagnostic.of("kit.backup is '" + text + "', which names no bucket", FORMS));
            }
            String prefix = Optional.ofNullable(form.group("prefix")).orElse("");
            return new Bucket(form.group("bucket"), prefix.isEmpty() ? "" : prefix + "/");
        }
        if (text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
            throw new UserException(Diagnostic.of("kit.backup is a URL that kit can't keep backups at", FORMS));
        }
        return new Folder(text);
    }
}
