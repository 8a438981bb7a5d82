package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {

    @ParameterizedTest
    @MethodSource
    void faultsAreToldInPlainWords(Throwable thrown, String words, boolean passing) {
        assertThat(Fault.of(thrown)).isEqualTo(new Fault(words, passing));
        assertThat(Fault.of(new IOException("HTTP/1.1 header parser received no bytes", thrown)))
                .isEqualTo(new Fault(words, passing));
    }

    static Stream<Arguments> faultsAreToldInPlainWords() {
        return Stream.of(
                arguments(new ConnectException(), "connection refused", true),
                arguments(because(new ConnectException(), new UnresolvedAddressException()), "unknown host", false),
                arguments(new UnknownHostException("x"), "unknown host", false),
                arguments(new NoRouteToHostException(), "no route to host", true),
                arguments(new HttpConnectTimeoutException("x"), "connecting timed out", true),
                arguments(new HttpTimeoutException("x"), "no answer in time", true),
                arguments(new TimeoutException(), "no answer in time", true),
                arguments(new EOFException(), "the connection broke", true),
                arguments(new ClosedChannelException(), "the connection broke", true),
                arguments(new SSLException("bad record"), "TLS failed: bad record", true),
                arguments(
                        new SSLException("Unsupported or unrecognized SSL message"),
                        "it does not speak TLS; is the server's address http:?",
                        false),
                arguments(
                        handshake("PKIX path building failed"),
                        "its certificate is not trusted; the kubeconfig's certificate-authority must have signed it",
                        false),
                arguments(handshake("NotAfter: yesterday"), "its certificate has expired", false),
                arguments(
                        handshake("No subject alternative names matching IP address 127.0.0.2 found"),
                        "its certificate is for another host",
                        false));
    }

    private static Throwable handshake(String message) {
        return because(new SSLHandshakeException(message), new CertificateException(message));
    }

    private static Throwable because(Throwable thrown, Throwable cause) {
        return thrown.initCause(cause);
    }
}
