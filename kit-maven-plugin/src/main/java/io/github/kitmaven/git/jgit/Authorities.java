package io.github.kitmaven.git.jgit;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads certificates, and trusts them beside those that Java trusts. */
final class Authorities {
    private Authorities() {}

    /**
     * Reads a file.
     *
     * @throws UserException where it can't be read, or holds no certificate
     */
    static TrustManager read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> own =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (own.isEmpty()) {
                throw wrong(file, "no certificate in it", null);
            }
            List<Certificate> all = new ArrayList<>(own);
            all.addAll(Arrays.asList(manager(null).getAcceptedIssuers()));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority-" + i, all.get(i));
            }
            return manager(store);
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** One that goes by a store; by Java's own where none is given. */
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java can't check certificates"));
    }

    private static UserException wrong(Path file, String why, @Nullable Exception cause) {
        return new UserException(
                Diagnostic.of(
                        "The certificates of kit.deployments.caFile can't be read: " + file + ": " + why,
                        "Name a file with certificates in PEM form, each between BEGIN CERTIFICATE and END CERTIFICATE"),
                cause);
    }
}
