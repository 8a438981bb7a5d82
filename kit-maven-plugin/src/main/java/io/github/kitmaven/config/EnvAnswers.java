package io.github.kitmaven.config;

import io.github.kitmaven.config.EnvSource.Session;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Asks a source of environment variables, several questions at once, each question once a run. */
final class EnvAnswers implements AutoCloseable {
    private final String source;
    private final Session session;
    private final Map<Object, FutureTask<EnvValues>> asked = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final Set<Diagnostic> warnings = ConcurrentHashMap.newKeySet();

    /** Asks a session; {@code secrets} hears of the values that must not be shown. */
    EnvAnswers(String source, Session session, Secrets secrets) {
        this.source = source;
        this.session = session;
        this.secrets = secrets;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (KitException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "The plugin " + source + " failed after the last question: " + EnvSources.harmless(e),
                            "Mend the plugin, or let it throw a UserException that says what is wrong"),
                    null);
        }
    }

    /** Asks what was not asked yet, and returns when all is answered. What fails is told by {@link #of}. */
    void ask(List<EnvRequest> requests) {
        Set<FutureTask<EnvValues>> tasks = new LinkedHashSet<>();
        requests.forEach(request -> planned(request).ifPresent(tasks::add));
        tasks.removeIf(Future::isDone);
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.max(1, Math.min(session.parallelism(), tasks.size())), task -> {
                    Thread thread = new Thread(task, "env-source");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            tasks.forEach(pool::execute);
            tasks.forEach(EnvAnswers::await);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Gives the answer to a question, asking it now if it was not asked before.
     *
     * @throws KitException what the source threw
     */
    Mapping of(EnvRequest request) {
        FutureTask<EnvValues> task = task(request);
        task.run();
        try {
            return task.get().tree();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof KitException known ? known : failed(request, cause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** {@return what was odd about the answers so far} */
    Set<Diagnostic> warnings() {
        return Set.copyOf(warnings);
    }

    private Optional<FutureTask<EnvValues>> planned(EnvRequest request) {
        try {
            return Optional.of(task(request));
        } catch (KitException e) {
            return Optional.empty();
        }
    }

    /** The one task that asks a question; running it again does nothing. */
    private FutureTask<EnvValues> task(EnvRequest request) {
        try {
            return asked.computeIfAbsent(session.key(request), key -> new FutureTask<>(() -> fetch(request)));
        } catch (KitException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failed(request, e);
        }
    }

    private EnvValues fetch(EnvRequest request) throws IOException, InterruptedException {
        EnvValues values = session.fetch(request);
        values.secrets().forEach(secrets::add);
        values.warning().ifPresent(warnings::add);
        return values;
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            // whoever needs the answer is told
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private EnvironmentException failed(EnvRequest request, Throwable cause) {
        return new EnvironmentException(
                Diagnostic.at(
                        request.container().origin(),
                        "The plugin " + source + " failed on the container " + request.shownName() + " of cluster "
                                + request.cluster().name() + ": "
                                + EnvSources.harmless(cause),
                        "Mend the plugin, or let it throw a UserException that says what is wrong"),
                null);
    }

    private static EnvironmentException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EnvironmentException(Diagnostic.of("The goal was interrupted", "Run it again"), cause);
    }
}
