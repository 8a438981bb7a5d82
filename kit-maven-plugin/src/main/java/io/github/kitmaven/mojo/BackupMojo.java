package io.github.kitmaven.mojo;

import io.github.kitmaven.backup.Backup;
import io.github.kitmaven.backup.BackupBranch;
import io.github.kitmaven.backup.BackupFolder;
import io.github.kitmaven.backup.BackupFormat;
import io.github.kitmaven.backup.BackupOptions;
import io.github.kitmaven.backup.BackupPlace;
import io.github.kitmaven.backup.BackupStore;
import io.github.kitmaven.backup.BackupWords;
import io.github.kitmaven.backup.s3.S3Bucket;
import io.github.kitmaven.backup.s3.S3Library;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.Attempts;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.Committer;
import io.github.kitmaven.goal.Pause;
import io.github.kitmaven.goal.Retries;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals share that write to clusters: where what was applied is kept. */
abstract class BackupMojo extends WriterMojo {
    private static final int MOST_RETRIES = 10;

    /**
     * Where to keep every manifest that a cluster has from kit, so that it can be applied again: a folder;
     * {@code git:<branch>} of the repository that the deployments repo is pushed to, or {@code git:<url>#<branch>}; or
     * {@code s3://<bucket>/<prefix>}. Nowhere, unless set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup")
    private @Nullable RemoteUrl backup;

    /**
     * How the manifests of the backup are written: {@code yaml} or {@code json}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.format", defaultValue = "yaml")
    private String backupFormat;

    /**
     * Keeps Secrets, and manifests with values that were decrypted or came from the environment, in the backup, too: in the
     * clear.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.secrets", defaultValue = "false")
    private boolean backupSecrets;

    /**
     * The id of the {@code <server>} in settings.xml that has the login for the backup: user and password or token for git;
     * access key and secret key for S3, where otherwise the AWS SDK looks for them in all its places.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.server")
    private @Nullable String backupServer;

    /**
     * How long the end of the build waits for the backup. What takes longer is given up, with a warning.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.timeout", defaultValue = "60s")
    private String backupTimeout;

    /**
     * The address of the store that speaks S3, where that is not AWS: {@code https://minio.example.com}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.s3.endpoint")
    private @Nullable String backupS3Endpoint;

    /**
     * The region of the bucket. Unless set, what the AWS SDK finds.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.s3.region")
    private @Nullable String backupS3Region;

    /**
     * How the store encrypts what it keeps: {@code AES256}, {@code aws:kms}, or {@code none} to leave that to the bucket.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.s3.encryption", defaultValue = "AES256")
    private String backupS3Encryption;

    /**
     * The id or ARN of the key for the encryption {@code aws:kms}. Unless set, the account's own.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.backup.s3.kmsKey")
    private @Nullable String backupS3KmsKey;

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    private Settings settings;

    @Inject
    private SettingsDecrypter decrypter;

    /** {@return the user's settings.xml} */
    final Settings settings() {
        return settings;
    }

    /** {@return what decrypts passwords in it} */
    final SettingsDecrypter decrypter() {
        return decrypter;
    }

    /** {@return what gets logins from settings.xml} */
    final GitCredentials servers() {
        return new GitCredentials(settings, decrypter, System.getenv());
    }

    @Override
    List<RunListener> moreOutputs(RunInfo info) {
        String place = backup == null ? "" : backup.text().strip();
        if (place.isEmpty()) {
            return List.of();
        }
        Duration patience = TimeSpan.parse("kit.backup.timeout", backupTimeout);
        String format = Choice.of("kit.backup.format", backupFormat, "yaml", "json");
        BackupOptions options =
                new BackupOptions(BackupFormat.valueOf(format.toUpperCase(Locale.ROOT)), backupSecrets, patience);
        return List.of(new Backup(store(BackupPlace.of(place), patience), options, sops().secrets(), new Words()));
    }

    private final class Words implements BackupWords {
        @Override
        public void say(String line) {
            getLog().info(line);
        }

        @Override
        public void warn(Diagnostic problem) {
            getLog().warn(problem.text());
        }
    }

    private BackupStore store(BackupPlace place, Duration patience) {
        if (place instanceof BackupPlace.Folder folder) {
            return new BackupFolder(basedir().resolve(folder.path()));
        }
        if (place instanceof BackupPlace.Bucket bucket) {
            return S3Library.open(bucket(bucket));
        }
        return branch((BackupPlace.Branch) place, patience);
    }

    private BackupStore branch(BackupPlace.Branch place, Duration patience) {
        Optional<Upstream> upstream = new JGitWorkingTree().upstream(basedir());
        if (upstream.filter(deployed -> deployed.branch().equals(place.branch())
                        && place.url().orElse(deployed.url()).equals(deployed.url()))
                .isPresent()) {
            throw new UserException(Diagnostic.of(
                    "kit.backup names branch " + place.branch() + ", which is what is deployed",
                    "Give the backup a branch of its own, such as git:backup"));
        }
        DeploymentsRemote remote = new DeploymentsRemote(logins(), server(), Optional.empty(), basedir());
        RemoteAddress address = remote.address(
                Optional.of(place.url().or(() -> upstream.map(Upstream::url)).orElseThrow(BackupMojo::unknown)),
                Optional.of(place.branch()),
                Optional::empty);
        Attempts attempts = new Attempts(
                new Retries(MOST_RETRIES, patience), Pause.sleeping(), event -> {}); // told once, in the end
        return new BackupBranch(
                new JGitRemotes(remote.access()),
                address,
                Committer.of(
                        new CommitterOptions(Optional.empty(), Optional.empty()),
                        CiBuild.in(System.getenv()),
                        () -> new JGitCheckouts().user(basedir())),
                attempts::make);
    }

    private static UserException unknown() {
        return new UserException(Diagnostic.of(
                "kit.backup names a branch, and the deployments repo is pushed nowhere",
                "Name the repository, too: git:<url>#<branch>"));
    }

    private S3Bucket bucket(BackupPlace.Bucket place) {
        String encryption =
                Choice.of("kit.backup.s3.encryption", backupS3Encryption, "AES256", S3Bucket.KMS, S3Bucket.NONE);
        Optional<String> key = Optional.of(text(backupS3KmsKey)).filter(id -> !id.isEmpty());
        if (key.isPresent() && !encryption.equals(S3Bucket.KMS)) {
            throw new UserException(Diagnostic.of(
                    "kit.backup.s3.kmsKey has no place where kit.backup.s3.encryption is " + encryption,
                    "Set that to " + S3Bucket.KMS + ", or leave the key out"));
        }
        Optional<Credentials> keys = server().flatMap(logins()::ofServer);
        keys.ifPresent(known -> sops().secrets().add(known.password()));
        return new S3Bucket(
                place.name(),
                place.prefix(),
                Optional.of(text(backupS3Endpoint))
                        .filter(url -> !url.isEmpty())
                        .map(BackupMojo::endpoint),
                Optional.of(text(backupS3Region)).filter(name -> !name.isEmpty()),
                encryption,
                key,
                keys);
    }

    private static URI endpoint(String text) {
        if (!text.matches("https?://[^/@\\s]+/?")) {
            throw new UserException(Diagnostic.of(
                    "kit.backup.s3.endpoint is no address of a store", "Write it as https://HOST or http://HOST:PORT"));
        }
        return URI.create(text);
    }

    private GitCredentials logins() {
        return new GitCredentials(settings, decrypter, System.getenv(), "kit.backup.server");
    }

    private Optional<String> server() {
        return Optional.of(text(backupServer)).filter(id -> !id.isEmpty());
    }
}
