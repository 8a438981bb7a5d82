package io.github.kitmaven.backup.s3;

import io.github.kitmaven.backup.BackupCounts;
import io.github.kitmaven.backup.BackupStore;
import io.github.kitmaven.backup.ClusterBackup;
import io.github.kitmaven.problem.KitException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Backups in a bucket. What is there as it should be is not sent again, as far as the bucket tells. What is gone from the
 * cluster is taken out of a bucket that keeps versions; in another it stays, since nobody could get it back.
 */
final class S3Backup implements BackupStore {
    /** How many files are on the way at once. */
    private static final int WIDTH = 16;

    /** How many are made ready before the first of them has to be there. */
    private static final int AHEAD = 256;

    private final S3Bucket bucket;
    private final S3Objects objects;
    private final ExecutorService threads = Executors.newFixedThreadPool(WIDTH, task -> {
        Thread made = new Thread(task, "kit-backup-s3");
        made.setDaemon(true);
        return made;
    });

    private S3Backup(S3Bucket bucket) {
        this.bucket = bucket;
        this.objects = new S3Objects(bucket);
    }

    static BackupStore open(S3Bucket bucket) {
        return new S3Backup(bucket);
    }

    @Override
    public String title() {
        return bucket.title();
    }

    @Override
    public BackupCounts save(ClusterBackup cluster) {
        try {
            Saving saving = new Saving(objects.list(bucket.prefix() + cluster.folder()));
            cluster.forEach(saving::add);
            return saving.end();
        } catch (SdkException e) {
            throw S3Faults.of(bucket, e);
        }
    }

    /** One cluster's files on their way. After the first that fails no more are sent. */
    private final class Saving {
        private final Map<String, String> there;
        private final List<Future<?>> underWay = new ArrayList<>();
        private volatile Optional<SdkException> failure = Optional.empty();
        private BackupCounts counts = BackupCounts.NONE;

        /** Knows what is there, by key. */
        Saving(Map<String, String> there) {
            this.there = there;
        }

        void add(String path, Optional<String> text) {
            String key = bucket.prefix() + path;
            if (text.isEmpty()) {
                remove(key);
                return;
            }
            byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
            if (objects.isSame(there.get(key), bytes)) {
                counts = counts.andSame();
                return;
            }
            counts = counts.andSaved();
            send(() -> objects.put(key, bytes));
        }

        private void remove(String key) {
            if (!there.containsKey(key)) {
                return;
            }
            if (objects.keepsVersions()) {
                counts = counts.andRemoved();
                send(() -> objects.delete(key));
            } else {
                counts = counts.plus(new BackupCounts(0, 0, 0, 1));
            }
        }

        private void send(Runnable request) {
            underWay.add(threads.submit(() -> {
                if (failure.isEmpty()) {
                    try {
                        request.run();
                    } catch (SdkException e) {
                        failure = Optional.of(e);
                    }
                }
            }));
            if (underWay.size() >= AHEAD) {
                await();
            }
        }

        private void await() {
            try {
                for (Future<?> request : underWay) {
                    request.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                underWay.forEach(request -> request.cancel(true));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
            underWay.clear();
        }

        /** Waits for the last of them. */
        BackupCounts end() {
            await();
            Optional<KitException> failed = failure.map(why -> S3Faults.of(bucket, why));
            if (failed.isPresent()) {
                throw failed.get();
            }
            return counts;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        objects.close();
    }
}
