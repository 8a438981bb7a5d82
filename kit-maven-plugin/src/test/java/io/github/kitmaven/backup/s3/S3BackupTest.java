package io.github.kitmaven.backup.s3;

import static io.github.kitmaven.backup.BackupRuns.deleted;
import static io.github.kitmaven.backup.BackupRuns.settings;
import static io.github.kitmaven.backup.BackupRuns.unchanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.backup.BackupRuns;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Backups in a real server that speaks S3 and checks signatures. */
class S3BackupTest {
    private static final String KEY = "prod/eu-1/shop/ConfigMap-settings.yaml";

    private S3Server server;
    private final BackupRuns runs = new BackupRuns();

    @BeforeEach
    void start() {
        server = new S3Server();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasAppliedIsThereEncryptedByTheServer() {
        runs.deploy(
                S3Library.open(server.bucket()),
                "eu-1",
                settings("settings", "hello"),
                unchanged(settings("old", "x")));

        assertThat(runs.warned).isEmpty();
        assertThat(runs.said)
                .containsExactly(
                        "Backed up to s3://kit-backup/prod/ at " + server.url() + ": 2 saved, 0 there as they are.");
        assertThat(server.keys()).containsExactly("prod/eu-1/shop/ConfigMap-old.yaml", KEY);
        assertThat(server.read(KEY))
                .startsWith("apiVersion: v1\nkind: ConfigMap\n")
                .contains("greeting: hello");
        HeadObjectResponse head = server.head(KEY);
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(head.contentType()).isEqualTo("application/yaml");
    }

    @Test
    void aKeyOfTheKmsMayEncryptItOrTheBucketDecide() {
        runs.deploy(
                S3Library.open(server.bucket("aws:kms", Optional.of("key-1"))), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned).isEmpty();
        assertThat(server.head(KEY).serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(server.head(KEY).ssekmsKeyId()).isEqualTo("key-1");

        runs.deploy(S3Library.open(server.bucket("none", Optional.empty())), "eu-1", settings("settings", "hi"));
        assertThat(runs.warned).isEmpty();
        assertThat(server.read(KEY)).contains("greeting: hi");
    }

    @Test
    void whatIsThereAsItShouldBeIsNotSentAgainAndWhatIsMissingIs() {
        runs.deploy(S3Library.open(server.bucket()), "eu-1", settings(1200));
        assertThat(runs.said.get(0)).endsWith(": 1200 saved, 0 there as they are.");
        Instant before = server.head("prod/eu-1/shop/ConfigMap-settings-7.yaml").lastModified();
        server.client.deleteObject(
                delete -> delete.bucket(S3Server.BUCKET).key("prod/eu-1/shop/ConfigMap-settings-3.yaml"));
        var steps = settings(1200);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = unchanged(steps[i]);
        }

        runs.deploy(S3Library.open(server.bucket()), "eu-1", steps);

        assertThat(runs.said.get(0)).endsWith(": 1 saved, 1199 there as they are.");
        assertThat(server.head("prod/eu-1/shop/ConfigMap-settings-7.yaml").lastModified())
                .isEqualTo(before);
    }

    @Test
    void whatIsDeletedStaysWhereItCouldNotBeHadBackAndGoesWhereItCould() {
        runs.deploy(S3Library.open(server.bucket()), "eu-1", settings("settings", "hello"), settings("old", "x"));
        runs.deploy(S3Library.open(server.bucket()), "eu-1", deleted(settings("old", "")));
        assertThat(server.keys()).contains("prod/eu-1/shop/ConfigMap-old.yaml");
        assertThat(runs.said)
                .containsExactly(
                        "Backed up to s3://kit-backup/prod/ at " + server.url() + ": 0 saved, 0 there as they are."
                                + " What is gone from the clusters stays there (1), since the bucket keeps no versions.");

        server.keepVersions();
        runs.deploy(S3Library.open(server.bucket()), "eu-1", deleted(settings("settings", "")));
        assertThat(runs.said.get(0)).endsWith(": 0 saved, 1 removed, 0 there as they are.");
        assertThat(server.keys()).doesNotContain(KEY);
    }

    @Test
    void wrongKeysAMissingBucketAndASilentServerAreWarningsThatSayWhatToDo() {
        runs.deploy(S3Library.open(server.wrong(S3Server.BUCKET, "hunter2")), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned).hasSize(1);
        assertThat(runs.warned.get(0))
                .startsWith(
                        "The backup to s3://kit-backup/prod/ at " + server.url()
                                + " lacks objects of 1 cluster (eu-1): the store lets this user not in: 403 SignatureDoesNotMatch (")
                .endsWith(
                        "or name other keys by a <server> of settings.xml in kit.backup.server; the next deploy saves what is"
                                + " missing.")
                .doesNotContain("hunter2");

        runs.deploy(S3Library.open(server.wrong("another", "a-secret-key")), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned)
                .singleElement()
                .asString()
                .contains("there is no bucket another. Make it, or correct kit.backup; the next deploy saves");

        S3Bucket bucket = server.bucket();
        server.close();
        runs.deploy(S3Library.open(bucket), "eu-1", settings(300));
        assertThat(runs.warned)
                .singleElement()
                .asString()
                .contains("the store can't be reached: ", "The next deploy saves what is missing.");
        server = new S3Server();
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() throws IOException {
        try (S3Server.Busy busy = new S3Server.Busy(2)) {
            S3Bucket bucket = S3Server.bucket(busy.url(), "kit-backup", "secret", "AES256", Optional.empty());
            runs.deploy(S3Library.open(bucket), "eu-1", settings("settings", "hello"));
            assertThat(runs.warned).isEmpty();
            assertThat(runs.said.get(0)).endsWith(": 1 saved, 0 there as they are.");
            assertThat(busy.requests).hasValue(4); // the list twice in vain, then it and the file
        }
        try (S3Server.Busy busy = new S3Server.Busy(1000)) {
            S3Bucket bucket = S3Server.bucket(busy.url(), "kit-backup", "secret", "AES256", Optional.empty());
            runs.deploy(S3Library.open(bucket), "eu-1", settings(300));
            assertThat(runs.warned)
                    .singleElement()
                    .asString()
                    .contains("the store answered 503 SlowDown (Please reduce your request rate)");
            assertThat(busy.requests.get()).isLessThan(10);
        }
    }

    @Test
    void withoutTheSdkTheErrorShowsWhatToAdd() {
        ClassLoader bare = ClassLoader.getPlatformClassLoader();
        assertThatThrownBy(() -> S3Library.open(server.bucket(), bare))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "Backups to S3 need the AWS SDK, which kit does not bring along. Add it to the plugin")
                .hasMessageContaining("<artifactId>s3</artifactId>")
                .hasMessageContaining("<version>" + VersionInfo.SDK_VERSION + "</version>")
                .hasMessageContaining("<artifactId>url-connection-client</artifactId>");
    }
}
