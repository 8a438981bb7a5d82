package io.github.kitmaven.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://u:p@host/x.git, https://host/x.git, u, p",
        "https://u:p%40q%2Fr@host:8443/x.git, https://host:8443/x.git, u, p@q/r",
        "https://u:p@q@host/x.git, https://host/x.git, u, p@q",
        "https://u:p+q%@host/x.git, https://host/x.git, u, p+q%",
        "http://token@host, http://host, token, ''",
        "https://:p@host/, https://host/, '', p",
    })
    void takesCredentialsOutOfTheUrl(String given, String url, String user, String password) {
        RemoteAddress address = of(given);
        assertThat(address.url()).isEqualTo(url);
        assertThat(address.credentials()).contains(new Credentials(user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///x/y.git",
                "file:/x",
                "http://h/a@b",
                "ssh://git@host/x",
                "ssh://git@[::1]:22/x",
                "git@host:x/y.git",
                "https://h:8443",
                "https://[::1]:8443/x"
            })
    void leavesOtherUrlsAsTheyAre(String url) {
        assertThat(of(url).url()).isEqualTo(url);
        assertThat(of(url).credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://git:s3cret@host/x",
                "ssh://-oProxyCommand=x/y",
                "git@-oProxyCommand=x:y",
                "/x/y.git",
                "x",
                "",
                "https://",
                "https://u:s/cret@host/x",
                "file:x",
                "ftp://s3cret@h/"
            })
    void refusesWhatItCannotUseAndRepeatsNoneOfIt(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("kit.deployments.url")
                .hasMessageNotContainingAny("cret", "git@host");
    }

    @Test
    void credentialsFromElsewhereWinOrFillIn() {
        Credentials server = new Credentials("s", "1");
        Credentials environment = new Credentials("e", "2");
        assertThat(RemoteAddress.of("https://u:p@h/", Optional.empty(), Optional.of(server))
                        .credentials())
                .contains(server);
        assertThat(of("https://u:p@h/").orCredentials(Optional.of(environment)).credentials())
                .contains(new Credentials("u", "p"));
        assertThat(of("https://h/").orCredentials(Optional.of(environment)).credentials())
                .contains(environment);
    }

    @Test
    void noTextMadeOfItHoldsThePassword() {
        assertThat(of("https://ann:s3cret@h/"))
                .asString()
                .doesNotContain("s3cret")
                .doesNotContain("ann");
        assertThat(new Credentials("ann", "s3cret").mask("bad s3cret for ann")).isEqualTo("bad *** for ann");
        assertThat(new Credentials("t0ken", "").mask("bad t0ken")).isEqualTo("bad ***");
        assertThat(new Credentials("", "").mask("text")).isEqualTo("text");
    }

    private static RemoteAddress of(String url) {
        return RemoteAddress.of(url, Optional.empty(), Optional.empty());
    }
}
