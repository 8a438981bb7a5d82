package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The suffixes of generated names, in the letters that Kubernetes uses: none that make words. */
final class RandomNames {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private RandomNames() {}

    /** Five random letters. */
    static String suffix() {
        return letters(ThreadLocalRandom.current(), 5);
    }

    /** Ten letters that depend on nothing but the tree. */
    static String hash(JsonNode tree) {
        return letters(new Random(Json.text(tree).hashCode() * 2_654_435_761L), 10);
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
