package io.github.kitmaven.sandbox;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.sandbox.FolderLock.Holder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Another process has the sandbox that is wanted. */
public final class SandboxInUse extends EnvironmentException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Holder> holder;

    SandboxInUse(Path folder, Optional<Holder> holder) {
        super(
                Diagnostic.of(
                        "the sandbox state in " + folder + " is in use by "
                                + holder.map(it -> "process " + it.pid()).orElse("another run"),
                        "Wait until that run has ended, or stop it"),
                null);
        this.holder = holder;
    }

    /** {@return where that process lets others use the sandbox, if it does} */
    public Optional<URI> url() {
        return holder.flatMap(Holder::url);
    }

    /** {@return the number of that process, if it has told it yet} */
    public Optional<Long> pid() {
        return holder.map(Holder::pid);
    }
}
