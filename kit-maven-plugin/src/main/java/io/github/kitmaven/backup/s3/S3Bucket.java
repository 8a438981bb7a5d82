package io.github.kitmaven.backup.s3;

import io.github.kitmaven.git.Credentials;
import java.net.URI;
import java.util.Optional;

/**
 * A place in a store that speaks S3, and how to get in.
 *
 * @param name the bucket's name
 * @param prefix what all keys in it begin with; empty, or ends in {@code /}
 * @param endpoint the store's address; empty for AWS
 * @param region the region; empty for what the SDK finds, and {@code us-east-1} where an endpoint is given
 * @param encryption how the server encrypts what it stores: {@code AES256}, {@code aws:kms}, or {@code none} to leave that to
 *     the bucket
 * @param kmsKey the key for {@code aws:kms}; empty for the account's own
 * @param credentials access key and secret key; empty for what the SDK finds
 */
public record S3Bucket(
        String name,
        String prefix,
        Optional<URI> endpoint,
        Optional<String> region,
        String encryption,
        Optional<String> kmsKey,
        Optional<Credentials> credentials) {
    /** What {@code encryption} is where it is left to the bucket. */
    public static final String NONE = "none";

    /** What {@code encryption} is where a key of the KMS is used. */
    public static final String KMS = "aws:kms";

    /** {@return the place as people write it} */
    String title() {
        String place = "s3://" + name + "/" + prefix;
        return endpoint.map(url -> place + " at " + url).orElse(place);
    }
}
