package io.github.kitmaven.backup.s3;

import com.sun.net.httpserver.HttpServer;
import io.github.kitmaven.git.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real server that speaks S3, in memory, with one bucket. It checks signatures. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "kit-backup";
    private static final Credentials KEYS = new Credentials("an-access-key", "a-secret-key");

    private final S3Proxy proxy;
    final S3Client client;

    S3Server() {
        proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEYS.user(), KEYS.password())
                .blobStore(new TransientNio2BlobStore())
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        client = S3Client.builder()
                .endpointOverride(url())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEYS.user(), KEYS.password())))
                .build();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    void keepVersions() {
        client.putBucketVersioning(put -> put.bucket(BUCKET)
                .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
    }

    /** The bucket with the prefix {@code prod/}. */
    S3Bucket bucket() {
        return bucket(url(), BUCKET, KEYS.password(), "AES256", Optional.empty());
    }

    static S3Bucket bucket(URI url, String name, String secret, String encryption, Optional<String> key) {
        return new S3Bucket(
                name,
                "prod/",
                Optional.of(url),
                Optional.empty(),
                encryption,
                key,
                Optional.of(new Credentials(KEYS.user(), secret)));
    }

    S3Bucket bucket(String encryption, Optional<String> key) {
        return bucket(url(), BUCKET, KEYS.password(), encryption, key);
    }

    S3Bucket wrong(String name, String secret) {
        return bucket(url(), name, secret, "AES256", Optional.empty());
    }

    List<String> keys() {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    String read(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    HeadObjectResponse head(String key) {
        return client.headObject(head -> head.bucket(BUCKET).key(key));
    }

    /** A server that answers some requests with 503, and then passes on none: those that are left get 200. */
    static final class Busy implements AutoCloseable {
        private final HttpServer server;
        final AtomicInteger requests = new AtomicInteger();

        Busy(int times) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (InputStream body = exchange.getRequestBody()) {
                    body.readAllBytes();
                }
                boolean busy = requests.incrementAndGet() <= times;
                boolean list = exchange.getRequestMethod().equals("GET");
                byte[] answer = (busy
                                ? "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
                                : list ? "<ListBucketResult/>" : "")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(busy ? 503 : 200, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
