package io.github.kitmaven.report;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The last lines of a terminal, drawn anew as they change; what is logged meanwhile goes above them and scrolls by. On close
 * they vanish, and only what was logged is left.
 *
 * <p>Source of the escape sequences: ECMA-48, as every terminal of today has them.
 */
public final class LiveScreen implements AutoCloseable {
    private static final long FRAME_MILLIS = 200;
    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final Supplier<List<String>> lines;
    private final int columns;
    private final ScheduledExecutorService frames = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kit-screen");
        thread.setDaemon(true);
        return thread;
    });
    private int drawn;
    private boolean closed;

    /**
     * Makes a screen that draws nothing yet.
     *
     * @param out the terminal
     * @param lines what to draw; none while there is nothing to tell
     * @param columns how wide the terminal is: a line that wraps could not be drawn over
     */
    public LiveScreen(PrintStream out, Supplier<List<String>> lines, int columns) {
        this.out = out;
        this.lines = lines;
        this.columns = columns;
    }

    /** Draws from now on, several times a second. */
    public void start() {
        var unused = frames.scheduleWithFixedDelay(this::draw, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Logs above the lines.
     *
     * @param logging prints whole lines to the same terminal
     */
    public synchronized void above(Runnable logging) {
        erase();
        logging.run();
        show();
    }

    /** Draws the lines as they are now. */
    synchronized void draw() {
        erase();
        show();
    }

    private void erase() {
        if (drawn > 0) {
            out.print(ESCAPE + drawn + "A" + ESCAPE + "0J");
            drawn = 0;
        }
    }

    private void show() {
        if (!closed) {
            List<String> now = lines.get();
            now.forEach(line -> out.print(cut(line) + "\n"));
            drawn = now.size();
        }
        out.flush();
    }

    private String cut(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }

    @Override
    public synchronized void close() {
        closed = true;
        frames.shutdownNow();
        draw();
    }
}
