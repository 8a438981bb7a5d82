package io.github.kitmaven.backup.s3;

import io.github.kitmaven.backup.BackupStore;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.util.VersionInfo;

/** The AWS SDK, which few need and so is not among kit's own dependencies: there only where the user added it. */
public final class S3Library {
    private static final List<String> CLASSES = List.of(
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient");

    private S3Library() {}

    /**
     * Opens a bucket. Nothing is asked of the server yet.
     *
     * @param bucket the bucket
     * @return keeps backups in it
     * @throws UserException if the SDK is not there, or the settings don't fit together
     */
    public static BackupStore open(S3Bucket bucket) {
        return open(bucket, S3Library.class.getClassLoader());
    }

    static BackupStore open(S3Bucket bucket, ClassLoader loader) {
        if (!CLASSES.stream().allMatch(name -> has(name, loader))) {
            throw new UserException(new Diagnostic(
                    "Backups to S3 need the AWS SDK, which kit does not bring along",
                    Optional.empty(),
                    Optional.of("Add it to the plugin in the POM; the version is what kit was tested with"),
                    snippet()));
        }
        return S3Backup.open(bucket);
    }

    private static boolean has(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The compiler copies the version from the SDK that kit is built with. */
    private static List<String> snippet() {
        return """
                <plugin>
                  <groupId>io.github.kitmaven</groupId>
                  <artifactId>kit-maven-plugin</artifactId>
                  <dependencies>
                    <dependency>
                      <groupId>software.amazon.awssdk</groupId>
                      <artifactId>s3</artifactId>
                      <version>%1$s</version>
                      <exclusions>
                        <exclusion>
                          <groupId>software.amazon.awssdk</groupId>
                          <artifactId>apache5-client</artifactId>
                        </exclusion>
                        <exclusion>
                          <groupId>software.amazon.awssdk</groupId>
                          <artifactId>netty-nio-client</artifactId>
                        </exclusion>
                      </exclusions>
                    </dependency>
                    <dependency>
                      <groupId>software.amazon.awssdk</groupId>
                      <artifactId>url-connection-client</artifactId>
                      <version>%1$s</version>
                    </dependency>
                  </dependencies>
                </plugin>
                """.formatted(VersionInfo.SDK_VERSION).lines().toList();
    }
}
