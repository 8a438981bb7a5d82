package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://ann:s3cret@host/x.git, https://***@host/x.git",
        "https://ann:s3/cr@et@host/x.git, https://***@host/x.git",
        "file:///x.git, file:///x.git",
    })
    void isPrintedWithoutUserAndPassword(String url, String printed) {
        RemoteUrl parameter = new RemoteUrl();
        parameter.set(url);
        assertThat(parameter).hasToString(printed);
        assertThat(parameter.text()).isEqualTo(url);
    }
}
