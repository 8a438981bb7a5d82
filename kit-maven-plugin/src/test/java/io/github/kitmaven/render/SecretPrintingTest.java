package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Marked;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a template prints what nobody may read, that is remembered, through its manifest's YAML to the object's fields. */
class SecretPrintingTest {
    private static final String VARS = "c-short.enc.yaml";

    @TempDir
    Path folder;

    private Repo repo;

    @BeforeEach
    void aRepo() {
        repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(VARS))
                .with("base-var.yaml", "kind: ResourceConfig\nopen: 7\nlist: [{n: 1}, {n: 2}]\n")
                .with("resources/part.mustache", "{{short.word}}\nq{{short.letter}}\n")
                .environment("SOPS_AGE_KEY", SopsFiles.key(VARS))
                .environment("PIN", "5&6")
                .cluster("dev", "resources: {web: {containers: {web-con: {env: [{name: PIN, external: true}]}}}}\n");
    }

    private RenderedFile file(String template) {
        return repo.with("resources/web.mustache", template)
                .render()
                .clusters()
                .get(0)
                .files()
                .get(0);
    }

    private String marked(String template) {
        RenderedFile file = file(template);
        return Marked.text(file.text(), file.secret());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            replicas: {{short.number}}                           | replicas: «7»
            {{open}} {{short.number}}{{short.word}} {{open}}     | 7 «7ab» 7
            a-{{short.flag}}-{{{short.word}}}-{{&short.letter}}  | a-«true»-«ab»-«q»
            {{#short.ports}}{{.}},{{/short.ports}}               | «91»,«92»,
            {{#list}}{{n}}={{short.number}} {{/list}}            | 1=«7» 2=«7»
            {{#short}}{{number}}{{#flag}}{{word}}{{/flag}}{{/short}} | «7ab»
            {{#short.word}}{{.}}{{/short.word}}                  | «ab»
            {{short.word.0}} {{short.word.length}} {{short.ports.0}} {{short.ports.length}} | «a» «2» «91» 2
            {{#web-con.env}}{{name}}: {{value}}{{/web-con.env}}  | PIN: «5&6»
            """)
    void aSecretIsSecretWherePrinted(String template, String printed) {
        assertThat(marked(template).strip()).isEqualTo(printed);
    }

    @Test
    void inPartialsTooWhichAreIndented() {
        assertThat(marked("a:\n  {{> part}}\nb: {{open}}\n")).isEqualTo("a:\n  «ab»\n  q«q»\nb: 7\n");
    }

    @Test
    void inVersionTwoAlsoWhereItIsEscapedOrAPartOfAList() {
        repo = Repo.in(folder, "2")
                .with("type/develop-var.yaml", SopsFiles.text(VARS))
                .environment("SOPS_AGE_KEY", SopsFiles.key(VARS))
                .environment("PIN", "5&6")
                .cluster("dev", "resources: {web: {containers: {web-con: {env: [{name: PIN, external: true}]}}}}\n");

        assertThat(marked("{{#web-con.env}}{{value}} {{{value}}}{{/web-con.env}} {{short.ports}} {{short}} {{none}}."))
                .isEqualTo("«5&amp;6» «5&6» «91,92» [object Object] .");
    }

    @Test
    void aLineIsShownWithoutIt() {
        RenderedFile file = file("a: 1\nb: x{{short.word}}-{{open}}\n");

        assertThat(file.map().get().line(2).text()).isEqualTo("b: x<secret>-7");
        assertThat(file.map().get().line(1).text()).isEqualTo("a: 1");
        assertThat(file.as("web.yaml").isSecret(1)).isFalse();
        assertThat(file.as("web.yaml").isSecret(2)).isTrue();
    }

    @Test
    void aFileThatIsNotRenderedKeepsWhatWasDecrypted() {
        repo.with("resources/copied.yaml", SopsFiles.text("c-short-object.enc.yaml"))
                .cluster("dev", "resources: {web: {file: copied.yaml}}\n");
        RenderedFile file = repo.render().clusters().get(0).files().get(0);

        assertThat(Marked.text(file.text(), file.secret()))
                .contains("replicas: «7»\n")
                .contains("word: «\"ab\"»\n");
        assertThat(file.map().get().line(9).text()).isEqualTo("    replicas: <secret>");
        assertThat(Manifests.parse(file.as("copied.yaml")).get(0).secret().values())
                .containsOnlyKeys(
                        JsonPointer.compile("/metadata/annotations/word"),
                        JsonPointer.compile("/spec/replicas"),
                        JsonPointer.compile("/spec/paused"),
                        JsonPointer.compile("/spec/template/spec/containers/0/env/0/value"),
                        JsonPointer.compile("/spec/template/spec/containers/0/env/1/value"));
    }

    @Test
    void whereNothingIsSecretNothingIsRemembered() {
        RenderedFile file = file("{apiVersion: v1, kind: A, metadata: {name: a}, n: {{open}}}");

        assertThat(file.secret()).isSameAs(SecretRanges.NONE);
        assertThat(Manifests.parse(file.as("a")).get(0).secret()).isSameAs(SecretFields.NONE);
    }

    @Test
    void theFieldsOfAnObjectAreFoundInEveryItemOfAList() {
        List<Manifest> manifests = Manifests.parse(Marked.source("a.yaml", """
                apiVersion: v1
                kind: List
                items:
                  - {apiVersion: v1, kind: A, metadata: {name: a}, list: [1, {x: «7»}, «8»]}
                  - {apiVersion: v1, kind: A, metadata: {name: b-«7», labels: {«q»: x, a/b: «c»}}}
                ---
                {apiVersion: v1, kind: A, metadata: {name: c}}
                """));

        assertThat(manifests.get(0).secret().values())
                .containsOnlyKeys(JsonPointer.compile("/list/1/x"), JsonPointer.compile("/list/2"));
        assertThat(manifests.get(1).secret().values())
                .containsEntry(JsonPointer.compile("/metadata/name"), "b-<secret>")
                .containsEntry(JsonPointer.compile("/metadata/labels/a~1b"), "<secret>")
                .hasSize(2);
        assertThat(manifests.get(1).secret().keys()).containsExactly(JsonPointer.compile("/metadata/labels/q"));
        assertThat(manifests.get(2).secret().isEmpty()).isTrue();
    }

    @Test
    void aNumberThatJsonLacksIsNotQuoted() {
        SourceText text = Marked.source("a.yaml", "{apiVersion: v1, kind: A, metadata: {name: a}, x: «.inf»}");
        assertThatThrownBy(() -> Manifests.parse(text))
                .hasMessage("a.yaml:1:51: Kubernetes knows no number <secret>. Write a finite number, or quote it.");
    }

    @Test
    void aTemplateMustNotBeEncryptedItself() {
        repo.with("resources/web.mustache", SopsFiles.text(VARS));

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "resources/web.mustache: A template can't be encrypted. Keep it in the clear, and print secrets"
                                + " from an encrypted var file.");
    }
}
