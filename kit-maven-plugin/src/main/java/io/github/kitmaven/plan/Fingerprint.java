package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SHA-1 of a tree, whatever the order of its keys.
 *
 * @param hex its 40 digits
 */
record Fingerprint(String hex) {
    private static final int SUFFIX = 10;

    static Fingerprint of(JsonNode tree) {
        try {
            byte[] text = sorted(tree).toString().getBytes(StandardCharsets.UTF_8);
            return new Fingerprint(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** A part of it, short enough for names: 10 small letters and digits, some 50 bits. */
    String suffix() {
        String digits = new BigInteger(hex, 16).toString(Character.MAX_RADIX);
        return ("0".repeat(SUFFIX) + digits).substring(digits.length());
    }

    private static JsonNode sorted(JsonNode tree) {
        if (tree.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            tree.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach(object::set);
            return object;
        }
        if (tree.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return tree;
    }
}
