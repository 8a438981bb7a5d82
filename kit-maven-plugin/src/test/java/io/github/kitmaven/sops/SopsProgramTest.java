package io.github.kitmaven.sops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.SopsProgram;
import io.github.kitmaven.testing.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the {@code sops} program of this machine writes, we read; what it refuses, we refuse. */
@Tag("sops")
class SopsProgramTest {
    private static final List<String> RULES = List.of(
            "unencrypted_suffix: _unencrypted",
            "encrypted_suffix: ey1",
            "encrypted_regex: '^(key1|key3)$'",
            "unencrypted_regex: '^key2'",
            "{mac_only_encrypted: true, encrypted_regex: key3}",
            "encrypted_comment_regex: hidden");

    @TempDir
    Path folder;

    private SopsProgram program;

    @BeforeEach
    void makeAKey() {
        program = SopsProgram.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes.yaml", "regex.yaml", "suffix.yaml", "comments.yaml", "layer.yaml", "env.json"})
    void filesOfEveryShapeAreRead(String file) {
        // our YAML reader does not know the escape that the program writes for this line separator, and programs before
        // 3.9
        // know no times
        String clear =
                SopsFiles.clear("c-" + file).replace("\\u2028", "").replaceAll("(?m)^.*\\d-\\d\\dT\\d\\d:.*\n", "");
        for (String rule : RULES) {
            assertReadAlike(file, program.encrypt(file, clear, lines(rule)));
        }
    }

    @ParameterizedTest
    @CsvSource({"json, 1", "yaml, 2", "yaml, 3"})
    void treesOfManyValuesAreRead(String type, int seed) throws JsonProcessingException {
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            String file = "tree." + type;
            String clear = new ObjectMapper().writeValueAsString(tree(random, 4));
            assertReadAlike(file, program.encrypt(file, clear, lines(RULES.get(i % 4))));
        }
    }

    @Test
    void whatTheProgramRefusesWeRefuseAndNothingElse() {
        String clear = "open_unencrypted: x\nkey1: {a: s3cr3t, b: [two, 3, true]}\nkey2: 1.5\nkey3: ''\nkey4: ~\n";
        String encrypted = program.encrypt("x.yaml", clear);
        List<String> changed = new ArrayList<>();
        Matcher part = Pattern.compile("(?<=data:|iv:|tag:|type:)[^,\\]]{2}").matcher(encrypted);
        while (part.find()) {
            String other = part.group().equals("AA") ? "BB" : "AA";
            changed.add(encrypted.substring(0, part.start()) + other + encrypted.substring(part.end()));
        }
        List<String> lines = encrypted.lines().toList();
        for (int i = 0; i < lines.indexOf("sops:"); i++) {
            List<String> without = new ArrayList<>(lines);
            String line = without.remove(i);
            changed.add(String.join("\n", without) + "\n");
            without.add(Math.max(0, i - 1), line);
            changed.add(String.join("\n", without) + "\n");
        }
        changed.add(encrypted.replaceFirst("    mac: .*\n", ""));
        changed.add(encrypted.replaceFirst("    lastmodified: .*\n", ""));
        changed.add(encrypted.replace("open_unencrypted: x", "open_unencrypted: y"));
        changed.add(encrypted.replace("open_unencrypted: x", "open: x"));
        changed.add(encrypted.replace("open_unencrypted: x", "open_unencrypted: [x, '']"));
        changed.add(encrypted.replace("key3: \"\"", "key3: null"));
        changed.add(encrypted.replace("key3: \"\"", "key3: 0"));
        changed.add(encrypted.replace("key1:", "key9:"));

        for (String text : changed) {
            assertThat(read("x.yaml", text))
                    .as(text)
                    .isEqualTo(program.decrypt("x.yaml", text).map(it -> values("x.yaml", it)));
        }
    }

    private void assertReadAlike(String file, String encrypted) {
        String theirs = program.decrypt(file, encrypted).orElseThrow();
        assertThat(read(file, encrypted)).as(encrypted).contains(values(file, theirs));
    }

    private Optional<List<Object>> read(String file, String text) {
        try {
            return Optional.of(values(file, new Sops(program.environment(), new Secrets()).decrypt(file, text)));
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    private static String[] lines(String rule) {
        return rule.replaceAll("^\\{|}$", "").split(", (?=[a-z_]+:)");
    }

    private static Object tree(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            map.put(key(random, i), value(random, depth));
        }
        return map;
    }

    private static String key(Random random, int i) {
        List<String> keys =
                List.of("key" + i, "k: " + i, "\"" + i + "\"", "_unencrypted" + i, i + "_unencrypted", "#" + i);
        return keys.get(random.nextInt(keys.size()));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> text(random);
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            case 3 -> random.nextBoolean();
            case 4 -> random.nextInt(1000) / 4.0;
            case 5 ->
                List.of("", "null", "true", "12", "~", "- a", "a: b", "ENC[", " x ", "2001-12-14", "0x1f")
                        .get(random.nextInt(11));
            case 6 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(random, depth - 1))
                        .toList();
            default -> tree(random, depth - 1);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(200), 0, 12)
                .forEach(kind -> text.appendCodePoint(
                        switch (kind) {
                            case 0 -> '\n';
                            case 1 -> '\t';
                            case 2 -> "\"'\\:#{}[]&*!|>%@`,".codePointAt(random.nextInt(18));
                            case 3 -> 0x1F600 + random.nextInt(50);
                            case 4 -> 0xC0 + random.nextInt(300);
                            case 5 -> ' ';
                            case 6 -> 0xA0;
                            default -> 'a' + random.nextInt(26);
                        }));
        return text.toString();
    }

    private static List<Object> values(String file, String text) {
        String readable = file.endsWith(".json") ? text.replace('\t', ' ') : text;
        List<Object> documents = new ArrayList<>();
        YamlReader.of(FormatVersion.V3)
                .all(new SourceText(file, readable))
                .forEach(document -> documents.add(Values.plain(document)));
        return documents;
    }
}
