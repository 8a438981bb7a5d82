package io.github.kitmaven.sops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the real program wrote. */
class SopsTest {

    static List<String> files() {
        return SopsFiles.names();
    }

    @ParameterizedTest
    @MethodSource("files")
    void valuesAreThoseThatTheProgramDecrypts(String file) {
        assertThat(values(file, SopsFiles.decrypt(file))).isEqualTo(values(file, SopsFiles.clear(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineKeepsItsNumberAndNothingOfSopsIsLeft(String file) {
        List<String> before = SopsFiles.text(file).lines().toList();
        List<String> after = SopsFiles.decrypt(file).lines().toList();

        for (int i = 0; i < after.size(); i++) {
            String line = after.get(i);
            String keys = before.get(i).replaceFirst("-? ?\"?ENC\\[.*", "").replace('\t', ' ');
            assertThat(line.isBlank() || before.get(i).startsWith("#") || line.startsWith(keys))
                    .as(line)
                    .isTrue();
            assertThat(!line.replaceFirst("#.*", "").contains("ENC[")).as(line).isTrue();
        }
        assertThat(String.join("\n", after)).doesNotContain("sops:", "\"sops\"", "age1", "lastmodified");
    }

    @Test
    void whatWasEncryptedIsSecretAndWhatStoodInTheClearIsNot() {
        Secrets secrets = new Secrets();
        SopsFiles.sops("c-layer.enc.yaml", secrets).decrypt("c-layer.enc.yaml", SopsFiles.text("c-layer.enc.yaml"));

        for (String secret :
                List.of("db.example.com", "correct-horse", "48151623", "first line of it", "second line of it")) {
            assertThat(secrets.mask(secret)).isEqualTo("<secret>");
        }
        assertThat(secrets.mask("ResourceConfig develop 2.5 true database password"))
                .isEqualTo("ResourceConfig develop 2.5 true database password");
    }

    @ParameterizedTest
    @CsvSource({
        "c-short.enc.yaml, c-short.yaml",
        "c-short-env.enc.json, c-short-env.json",
        "c-layer.enc.yaml, c-layer.yaml"
    })
    void itIsKnownWhereEachValueStandsThatWasEncrypted(String file, String clear) {
        ClearText text = SopsFiles.sops(file, new Secrets()).open(file, SopsFiles.text(file));

        List<String> shown =
                text.secret().mask(text.text(), 0, text.text().length()).lines().toList();
        List<String> encrypted = SopsFiles.text(file).lines().toList();
        for (int i = 0; i < shown.size(); i++) {
            String expected = encrypted
                    .get(i)
                    .replaceFirst("\"?ENC\\[[^]]*]\"?", "<secret>")
                    .replace('\t', ' ');
            assertThat(shown.get(i)).isIn(expected, expected.replaceFirst(",$", ""), "");
        }
        assertThat(shown).filteredOn(line -> line.contains("<secret>")).hasSizeGreaterThan(2);
        assertThat(text.secret().isEmpty()).isFalse();
        assertThat(text).hasToString("a decrypted text");
        assertThat(NoSops.create().open(clear, SopsFiles.text(clear)).secret().isEmpty())
                .isTrue();
    }

    @Test
    void theWordsOfKubernetesAreSecretNowhere() {
        ClearText text = SopsFiles.sops("b-all.enc.yaml", new Secrets())
                .open("b-all.enc.yaml", SopsFiles.text("b-all.enc.yaml"));

        assertThat(text.secret().mask(text.text(), 0, text.text().length()))
                .contains("kind: \"ConfigMap\"\n")
                .contains("a: <secret>\n");
    }

    @Test
    void theWordsOfKubernetesStayReadableWhereTheyAreEncrypted() {
        Secrets secrets = new Secrets();
        SopsFiles.sops("b-all.enc.yaml", secrets).decrypt("b-all.enc.yaml", SopsFiles.text("b-all.enc.yaml"));

        assertThat(secrets.mask("ConfigMap encrypted-cm")).isEqualTo("ConfigMap <secret>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: 1\n",
                "sops: {mac: x}\n",
                "sops: true\na: ENC[AES256_GCM,\n",
                "sops: {image: x}\na: ENC[AES256_GCM,\n",
                "a: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]\n",
                "note: sops writes ENC[AES256_GCM,...]\n",
                "- sops\n- ENC[AES256_GCM,\n",
                "{{#sops}}ENC[AES256_GCM,{{/sops}}",
                "sops: 'ENC[AES256_GCM,\n",
                "sops\nENC[AES256_GCM,\n---\n",
            })
    void aFileWithoutSopsIsTheVerySameText(String text) {
        assertThat(NoSops.create().decrypt("x.yaml", text)).isSameAs(text);
        assertThat(Sops.isEncrypted("x.yaml", text)).isFalse();
    }

    @Test
    void aDeepFileIsLeftToItsReader() {
        String deep = "sops: {a: " + "[".repeat(100_000) + "ENC[AES256_GCM,";
        assertThat(NoSops.create().decrypt("x.yaml", deep)).isSameAs(deep);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aValueMayBeWrittenInEveryStyle(String written) {
        String text = SopsFiles.text("b-int.enc.yaml");
        int start = text.indexOf("ENC[");
        String value = text.substring(start, text.indexOf('\n', start));
        String restyled = text.replace("    test2: " + value, written.formatted(value));

        String clear = SopsFiles.sops("b-int.enc.yaml", new Secrets()).decrypt("x.yaml", restyled);

        assertThat(values("x.yaml", clear)).isEqualTo(values("x.yaml", "test1: {test2: 42}"));
        assertThat(clear.split("\n", -1)).hasSameSizeAs(restyled.split("\n", -1));
    }

    static Stream<String> styles() {
        return Stream.of(
                "    test2: '%s'",
                "    test2: \"%s\"",
                "    test2:\n        %s # a comment",
                "    test2: >-\n        %s\n",
                "    test2: |-\n        %s\n\n    # a comment",
                "    {test2: \"%s\"}",
                "    {\"test2\": \"%s\"\n    }",
                "    ? test2\n    : %s",
                "    # \uD83D\uDE00\n    \"test2\": %s",
                "    !!str test2: !!str %s",
                "    test2: &anchor %s");
    }

    @Test
    void linesMayEndAsOnWindows() {
        String text = SopsFiles.text("c-layer.enc.yaml").replace("\n", "\r\n");
        String clear = SopsFiles.sops("c-layer.enc.yaml", new Secrets()).decrypt("x.yaml", text);

        assertThat(values("x.yaml", clear)).isEqualTo(values("x.yaml", SopsFiles.clear("c-layer.enc.yaml")));
        assertThat(clear.lines())
                .contains("    password: \"correct-horse\"")
                .hasSameSizeAs(text.lines().toList());
    }

    @Test
    void sopsOwnBlockMayStandAnywhere() {
        String json = SopsFiles.text("c-env.enc.json");
        int sops = json.indexOf("\t\"sops\"");
        String first = "{\n" + json.substring(sops, json.length() - 3).stripTrailing() + ","
                + json.substring(1, sops).stripTrailing().replaceAll(",$", "") + "\n}\n";

        String clear = SopsFiles.sops("c-env.enc.json", new Secrets()).decrypt("env.json", first);

        assertThat(values("env.json", clear)).isEqualTo(values("env.json", SopsFiles.clear("c-env.enc.json")));
        String yaml = SopsFiles.text("b-int.enc.yaml");
        String moved = yaml.substring(yaml.indexOf("sops:")) + yaml.substring(0, yaml.indexOf("sops:"));
        assertThat(SopsFiles.sops("b-int.enc.yaml", new Secrets())
                        .decrypt("x.yaml", moved)
                        .strip())
                .isEqualTo("test1:\n    test2: 42");
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
