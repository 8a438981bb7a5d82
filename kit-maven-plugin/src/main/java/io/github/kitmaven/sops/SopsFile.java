package io.github.kitmaven.sops;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;

/**
 * A file that SOPS encrypted, taken apart.
 *
 * @param name the file, as diagnostics name it
 * @param text its text
 * @param leaves its values, in order, those of SOPS's own block left out
 * @param own the values of SOPS's own block
 * @param blocks where SOPS's own blocks stand, one a document
 */
record SopsFile(String name, String text, List<Leaf> leaves, List<Leaf> own, List<Block> blocks) {

    /**
     * One value.
     *
     * @param path the keys that lead to it; a list adds none
     * @param text what it says, quotes and escapes resolved
     * @param form how it is written
     * @param start where it begins in the file's text
     * @param end where it ends
     * @param origin its place
     */
    record Leaf(List<String> path, String text, Form form, int start, int end, Origin origin) {

        String key() {
            return path.isEmpty() ? "" : path.get(path.size() - 1);
        }

        String pathText() {
            return String.join(".", path);
        }

        UserException refused(String message, String advice) {
            return new UserException(Diagnostic.at(origin, message, advice));
        }
    }

    /** How a value is written. */
    enum Form {
        /** Without quotes: it may be a number. */
        PLAIN,
        /** With quotes or as a block of lines: it is a string. */
        TEXT,
        /** As an item of a list, though it was a comment there: {@code sops} writes encrypted ones so. */
        COMMENT,
        /** As the first item of a list that holds nothing but such comments. */
        ONLY_COMMENT,
        /** As another value's name. */
        ALIAS
    }

    /**
     * SOPS's own block.
     *
     * @param start where its key begins in the file's text
     * @param end where its value ends
     * @param inBraces whether it is an entry of a map in braces, as in JSON
     * @param origin its place
     */
    record Block(int start, int end, boolean inBraces, Origin origin) {}

    /** {@return whether {@code sops} did not know the format, so that the whole file is one value} */
    boolean isOneValue() {
        return !name.matches(".*\\.(yaml|yml|json)")
                && leaves.size() == 1
                && leaves.get(0).path().equals(List.of("data"))
                && blocks.get(0).inBraces();
    }

    /** Refuses the file as a whole, at the place of SOPS's own block. */
    UserException refused(String message, String advice) {
        return new UserException(Diagnostic.at(blocks.get(0).origin(), message, advice));
    }
}
