package io.github.kitmaven.sops;

import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.sops.SopsFile.Block;
import io.github.kitmaven.sops.SopsFile.Form;
import io.github.kitmaven.sops.SopsFile.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes decrypted values into the text of a file, each in place, so that every line keeps its number. */
final class PlainText {
    private final SopsFile file;
    private final String old;
    private final List<Edit> edits = new ArrayList<>();

    PlainText(SopsFile file) {
        this.file = file;
        this.old = file.text();
    }

    /** What goes in the place of a part of the text; {@code secret} tells how much of its begin nobody may read. */
    private record Edit(int start, int end, String text, int secret) {}

    /** Puts a value in the place of an encrypted one. */
    void replace(Leaf leaf, String literal, boolean secret) {
        edit(leaf.start(), leaf.end(), literal, secret ? literal.length() : 0);
    }

    /** Takes a comment away that stands as an item of a list. */
    void drop(Leaf comment) {
        int dash = old.lastIndexOf('-', comment.start() - 1);
        edit(dash, dash + 1, " ", 0);
        edit(comment.start(), comment.end(), comment.form() == Form.ONLY_COMMENT ? "[]" : "", 0);
    }

    ClearText text() {
        for (Block block : file.blocks()) {
            edit(block.inBraces() ? withComma(block) : block.start(), block.end(), "", 0);
            if (block.inBraces() && withComma(block) == block.start()) {
                dropCommaAfter(block);
            }
        }
        edits.sort(Comparator.comparingInt(Edit::start));
        StringBuilder text = new StringBuilder(old.length());
        SecretRanges.Builder secret = new SecretRanges.Builder();
        int done = 0;
        for (Edit edit : edits) {
            text.append(old, done, edit.start());
            secret.add(text.length(), text.length() + edit.secret());
            text.append(edit.text());
            done = edit.end();
        }
        return new ClearText(text.append(old, done, old.length()).toString(), secret.build());
    }

    /** Where the comma before a block in braces stands; the block's own place if it is the first there. */
    private int withComma(Block block) {
        int before = block.start() - 1;
        while (before >= 0 && Character.isWhitespace(old.charAt(before))) {
            before--;
        }
        return before >= 0 && old.charAt(before) == ',' ? before : block.start();
    }

    private void dropCommaAfter(Block block) {
        int after = block.end();
        while (after < old.length() && Character.isWhitespace(old.charAt(after))) {
            after++;
        }
        if (after < old.length() && old.charAt(after) == ',') {
            edit(after, after + 1, " ", 0);
        }
    }

    /** Keeps the line breaks of what it replaces, and the indentation that a block of lines ends before. */
    private void edit(int start, int end, String text, int secret) {
        String replaced = old.substring(start, end);
        int lastLine = replaced.lastIndexOf('\n') + 1;
        String tail = lastLine > 0 && replaced.substring(lastLine).isBlank() ? replaced.substring(lastLine) : "";
        String breaks =
                "\n".repeat((int) replaced.chars().filter(c -> c == '\n').count());
        edits.add(new Edit(start, end, text + breaks + tail, secret));
    }
}
