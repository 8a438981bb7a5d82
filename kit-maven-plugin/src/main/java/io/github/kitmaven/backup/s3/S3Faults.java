package io.github.kitmaven.backup.s3;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Words what a store or the SDK says. */
final class S3Faults {
    private S3Faults() {}

    static KitException of(S3Bucket bucket, SdkException fault) {
        if (fault instanceof NoSuchBucketException) {
            return user("there is no bucket " + bucket.name(), "Make it, or correct kit.backup", fault);
        }
        if (fault instanceof S3Exception answer) {
            String said = answer.statusCode() + " " + said(answer);
            return answer.statusCode() == 403 || answer.statusCode() == 401
                    ? user(
                            "the store lets this user not in: " + said,
                            "Allow s3:PutObject, s3:ListBucket and s3:DeleteObject, or name other keys by a <server> of"
                                    + " settings.xml in kit.backup.server",
                            fault)
                    : broken("the store answered " + said, fault);
        }
        String words = String.valueOf(fault.getMessage());
        if (words.contains("Unable to load credentials")) {
            return user(
                    "the AWS SDK finds no credentials",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a <server> of settings.xml in"
                            + " kit.backup.server: the access key is its username, the secret key its password",
                    fault);
        }
        if (words.contains("Unable to load region")) {
            return user("the AWS SDK finds no region", "Set kit.backup.s3.region", fault);
        }
        return broken("the store can't be reached: " + words, fault);
    }

    private static String said(S3Exception answer) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        return details.map(AwsErrorDetails::errorCode).orElse("")
                + details.map(AwsErrorDetails::errorMessage)
                        .map(words -> " (" + words.replaceFirst("\\.$", "") + ")")
                        .orElse("");
    }

    private static KitException user(String message, String advice, SdkException cause) {
        return new UserException(Diagnostic.of(message, advice), cause);
    }

    private static KitException broken(String message, SdkException cause) {
        return new EnvironmentException(new Diagnostic(message, Optional.empty(), Optional.empty()), cause);
    }
}
