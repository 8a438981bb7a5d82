package io.github.kitmaven.testing;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.Diagnostic;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A remote branch in memory that answers pushes as it is told to, and accepts them when it has been told no more. */
public final class FakeRemote implements Remotes, RemoteBranch {
    private final Map<String, String> files;
    private final Deque<PushResult> answers;
    private int fetchesToFail;
    private int fetches;
    private boolean closed;

    public FakeRemote(Map<String, String> files, PushResult... answers) {
        this.files = new TreeMap<>(files);
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    public FakeRemote failing(int times) {
        fetchesToFail = times;
        return this;
    }

    public Map<String, String> files() {
        return files;
    }

    public int fetches() {
        return fetches;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public RemoteBranch open(RemoteAddress address) {
        return this;
    }

    @Override
    public Snapshot fetch() {
        fetches++;
        if (fetchesToFail-- > 0) {
            throw new RemoteUnreachableException(Diagnostic.of("No answer", "Wait"), new IOException("down"));
        }
        return new FakeSnapshot(Map.copyOf(files));
    }

    @Override
    public PushResult push(Snapshot base, Edit edit) {
        PushResult answer = answers.isEmpty() ? new PushResult.Pushed("b".repeat(40)) : answers.poll();
        if (answer instanceof PushResult.Pushed) {
            files.putAll(edit.files());
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
    }

    private record FakeSnapshot(Map<String, String> files) implements Snapshot {
        @Override
        public String branch() {
            return "main";
        }

        @Override
        public String commit() {
            return "a".repeat(40);
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.ofNullable(files.get(path));
        }
    }
}
