package io.github.kitmaven.sops;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A decrypted value.
 *
 * @param type what it was before {@code sops} encrypted it
 * @param text the value as text
 */
record SecretValue(String type, String text) {
    private static final Pattern INT = Pattern.compile("-?\\d+");
    private static final Pattern TIME = Pattern.compile("[0-9T:.Z+-]+");

    /** {@return the value; empty if it is none of its type, or no text} */
    static Optional<SecretValue> of(String type, byte[] bytes) {
        return decode(bytes).filter(text -> fits(type, text)).map(text -> new SecretValue(type, text));
    }

    private static boolean fits(String type, String text) {
        return switch (type) {
            case "str", "bytes" -> true;
            case "int" -> INT.matcher(text).matches();
            case "float" -> GoNumber.isFloat(text);
            case "bool" -> text.matches("(?i)true|false");
            case "time" -> TIME.matcher(text).matches();
            default -> false;
        };
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** {@return what it adds to the file's MAC} */
    byte[] macBytes() {
        String counted = switch (type) {
            case "bool" -> Boolean.parseBoolean(text) ? "True" : "False";
            case "float" -> GoNumber.print(GoNumber.parse(text));
            default -> text;
        };
        return counted.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the value as YAML and JSON write it, on one line} */
    String literal() {
        return switch (type) {
            case "int", "time" -> text;
            case "bool" -> Boolean.toString(Boolean.parseBoolean(text));
            case "float" -> GoNumber.literal(GoNumber.parse(text));
            default -> quoted(text);
        };
    }

    /** In double quotes, in the escapes that YAML and JSON share. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** Source: YAML 1.2, production c-printable, less the breaks of lines that YAML 1.1 knows. */
    private static boolean isPrintable(int c) {
        return (c >= ' ' && c <= '~')
                || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
                || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
                || c >= 0x10000;
    }

    /** {@return nothing of it} */
    @Override
    public String toString() {
        return "a decrypted " + type;
    }
}
