package io.github.kitmaven.backup.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The requests to one bucket. The SDK tries again what may pass: three times, with longer and longer breaks. */
final class S3Objects implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration CALL = Duration.ofSeconds(40);

    private final S3Bucket bucket;
    /** Made on first use: to find credentials may take time. */
    private @Nullable S3Client client;

    private @Nullable Boolean versions;

    S3Objects(S3Bucket bucket) {
        this.bucket = bucket;
    }

    private synchronized S3Client client() {
        S3Client known = client;
        if (known == null) {
            known = build();
            client = known;
        }
        return known;
    }

    private S3Client build() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(config -> config.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT))
                // not every store knows chunks that are signed one by one, and the checksums that AWS has come to add
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        bucket.endpoint().ifPresent(url -> builder.endpointOverride(url).forcePathStyle(true));
        bucket.region()
                .or(() -> bucket.endpoint().map(url -> "us-east-1"))
                .ifPresent(name -> builder.region(Region.of(name)));
        bucket.credentials()
                .map(keys -> StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.user(), keys.password())))
                .ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    /** The ETag of all files by their keys; none where this user may write, but not look. */
    Map<String, String> list(String prefix) {
        Map<String, String> found = new HashMap<>();
        try {
            client().listObjectsV2Paginator(list -> list.bucket(bucket.name()).prefix(prefix))
                    .contents()
                    .forEach(object -> found.put(object.key(), object.eTag()));
        } catch (S3Exception e) {
            if (e.statusCode() != 403 || isUnknown(e)) {
                throw e;
            }
        }
        return found;
    }

    /** Whether the credentials are wrong, rather than their rights. */
    private static boolean isUnknown(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(details -> !"AccessDenied".equals(details.errorCode()))
                .orElse(false);
    }

    /** An ETag is the text's MD5, unless a key of the KMS encrypts it. */
    boolean isSame(@Nullable String etag, byte[] text) {
        return etag != null && etag.replace("\"", "").equals(md5(text));
    }

    private static String md5(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    void put(String key, byte[] text) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(bucket.name()).key(key);
        put.contentType(key.endsWith(".json") ? "application/json" : "application/yaml");
        if (!bucket.encryption().equals(S3Bucket.NONE)) {
            put.serverSideEncryption(bucket.encryption());
            bucket.kmsKey().ifPresent(put::ssekmsKeyId);
        }
        client().putObject(put.build(), RequestBody.fromBytes(text));
    }

    void delete(String key) {
        client().deleteObject(delete -> delete.bucket(bucket.name()).key(key));
    }

    /** Whether what is deleted can be had back; not where this user may not know. */
    synchronized boolean keepsVersions() {
        Boolean known = versions;
        if (known == null) {
            known = askForVersions();
            versions = known;
        }
        return known;
    }

    private boolean askForVersions() {
        try {
            return client().getBucketVersioning(ask -> ask.bucket(bucket.name()))
                            .status()
                    == BucketVersioningStatus.ENABLED;
        } catch (S3Exception e) {
            return false; // not allowed to ask, or not known there
        }
    }

    @Override
    public synchronized void close() {
        S3Client open = client;
        if (open != null) {
            open.close();
        }
    }
}
