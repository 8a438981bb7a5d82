package io.github.kitmaven.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that nobody has signed, made by the JDK's own tool, for this machine and two that tests make up. */
public final class SelfSigned {
    public static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** The file with the certificate in PEM form, once the context is made. */
    public static Path authority(Path folder) {
        return folder.resolve("authority.pem");
    }

    /** The file with the certificate and its key, once the context is made, for {@link #PASSWORD}. */
    public static Path store(Path folder) {
        return folder.resolve("keys.p12");
    }

    /** A context that shows the certificate, and trusts it. */
    public static SSLContext context(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = store(folder);
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "git",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1,ip:127.0.0.2,dns:git.example.com,dns:registry.example.com",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        String encoded = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("git").getEncoded());
        Files.writeString(
                authority(folder), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
