package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.cluster.UnreachableException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why there was no answer.
 *
 * @param words the fault in plain words
 * @param passing whether it may be gone at the next try
 */
record Fault(String words, boolean passing) {

    static Fault of(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            Fault fault = known(each);
            if (fault != null) {
                return fault;
            }
        }
        return new Fault("the connection broke (" + thrown.getClass().getSimpleName() + ")", true);
    }

    UnreachableException toException(String server, Throwable cause) {
        return new UnreachableException("the cluster at " + server + " is unreachable: " + words, cause);
    }

    private static @org.jspecify.annotations.Nullable Fault known(Throwable thrown) {
        if (thrown instanceof UnknownHostException || thrown instanceof UnresolvedAddressException) {
            return new Fault("unknown host", false);
        }
        if (thrown instanceof CertificateException) {
            return new Fault(certificate(String.valueOf(thrown.getMessage())), false);
        }
        if (thrown instanceof HttpConnectTimeoutException) {
            return new Fault("connecting timed out", true);
        }
        if (thrown instanceof HttpTimeoutException || thrown instanceof TimeoutException) {
            return new Fault("no answer in time", true);
        }
        if (thrown instanceof NoRouteToHostException) {
            return new Fault("no route to host", true);
        }
        // the JDK's client wraps unknown hosts and refusals alike in this
        if (thrown instanceof ConnectException && !isUnresolved(thrown)) {
            return new Fault("connection refused", true);
        }
        if (thrown instanceof SSLException && isPlainText(thrown)) {
            return new Fault("it does not speak TLS; is the server's address http:?", false);
        }
        if (thrown instanceof SSLException && thrown.getCause() == null) {
            return new Fault("TLS failed: " + thrown.getMessage(), true);
        }
        if (thrown instanceof EOFException || thrown instanceof ClosedChannelException) {
            return new Fault("the connection broke", true);
        }
        return null;
    }

    private static String certificate(String message) {
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return "its certificate is for another host";
        }
        return message.contains("NotAfter") || message.contains("expired")
                ? "its certificate has expired"
                : "its certificate is not trusted; the kubeconfig's certificate-authority must have signed it";
    }

    private static boolean isPlainText(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).contains("Unsupported or unrecognized SSL message")
                || String.valueOf(thrown.getMessage()).contains("plaintext");
    }

    private static boolean isUnresolved(Throwable thrown) {
        return thrown.getCause() instanceof UnresolvedAddressException
                || (thrown.getCause() != null && thrown.getCause().getCause() instanceof UnresolvedAddressException);
    }
}
