package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The stream of a watch, one event for each write, to which what goes wrong at the time happens. */
final class FaultyStream extends FilterOutputStream {
    private final Supplier<Optional<WatchFault>> fault;
    private boolean begun;
    private boolean dead;

    FaultyStream(OutputStream out, Supplier<Optional<WatchFault>> fault) {
        super(out);
        this.fault = fault;
    }

    /** Whether nothing is told any more; who died once does not come back. */
    boolean isDead() {
        dead |= fault.get().filter(WatchFault.DEAD::equals).isPresent();
        return dead;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (isDead()) {
            return;
        }
        WatchFault now = fault.get().orElse(null);
        if (now == WatchFault.EXPIRED) {
            expire();
        }
        out.write(bytes, from, now == WatchFault.CUT ? length / 2 : length);
        if (now == WatchFault.CUT) {
            out.flush();
            throw new IOException("the connection of the watch has ended");
        }
    }

    @Override
    public void write(int end) throws IOException {
        if (!dead) {
            out.write(end);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!begun && fault.get().filter(WatchFault.EXPIRED::equals).isPresent()) {
            expire();
        }
        begun = true;
        out.flush();
    }

    private void expire() throws IOException {
        ObjectNode event = Json.object().put("type", "ERROR");
        event.set(
                "object",
                ApiError.expired("too old resource version: injected by the sandbox")
                        .status());
        out.write(Json.bytes(event));
        out.write('\n');
        out.flush();
        throw new IOException("the watch has expired");
    }
}
