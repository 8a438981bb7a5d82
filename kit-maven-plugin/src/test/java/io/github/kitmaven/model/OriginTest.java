package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void aPlaceIsWrittenAsCompilersWriteItAsFarAsItIsKnown() {
        assertThat(Origin.of("a.yaml")).hasToString("a.yaml");
        assertThat(new Origin("a.yaml", 2, 0)).hasToString("a.yaml:2");
        assertThat(new Origin("a.yaml", 2, 3)).hasToString("a.yaml:2:3");
    }

    @Test
    void aPlaceOfARenderedFileNamesBoth() {
        Origin template = new Origin("resources/web.mustache", 12, 3);

        assertThat(template.renderedAs(new Origin("eu-1/web.yaml", 14, 5)))
                .hasToString("resources/web.mustache:12:3 (rendered: eu-1/web.yaml:14)");
        assertThat(template.renderedAs(Origin.of("eu-1/web.yaml")))
                .hasToString("resources/web.mustache:12:3 (rendered: eu-1/web.yaml)");
    }
}
