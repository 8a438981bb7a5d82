package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final SandboxOptions OPTIONS = SandboxOptions.defaults();

    @TempDir
    Path folder;

    @Test
    void whoComesSecondLearnsWhoHasItAndWhereItIsServed() {
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOfSatisfying(SandboxInUse.class, e -> {
                assertThat(e.pid()).contains(ProcessHandle.current().pid());
                assertThat(e.url()).isEmpty();
            });
            lock.publish(URI.create("http://127.0.0.1:1"));
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOfSatisfying(
                            SandboxInUse.class, e -> assertThat(e.url()).contains(URI.create("http://127.0.0.1:1")));
        }
        FolderLock.take(folder).close();
    }

    @Test
    void aNameFromBeforeAKillIsNobodys() throws IOException {
        Files.writeString(folder.resolve("holder"), "1\nhttp://127.0.0.1:1\n");
        Files.writeString(folder.resolve("lock"), "");
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder.resolve("../" + folder.getFileName())))
                    .isInstanceOfSatisfying(
                            SandboxInUse.class, e -> assertThat(e.url()).isEmpty());
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void whoWasRefusedInTheSameProcessHasNotEndedTheLock() {
        try (Sandbox first = Sandbox.start(OPTIONS.withState(folder))) {
            assertThatThrownBy(() -> Sandbox.start(OPTIONS.withState(folder))).isInstanceOf(SandboxInUse.class);
            assertThatThrownBy(() -> SandboxProcess.start(folder).close())
                    .as("another process")
                    .hasMessage("the sandbox did not start");
            assertThat(first.requests()).isEmpty();
        }
    }

    @Test
    void aKeptStateIsServedAtItsLastPortIfThatIsFree() {
        int port;
        try (Sandbox first = Sandbox.start(OPTIONS.withState(folder))) {
            port = first.url().getPort();
        }
        try (Sandbox second = Sandbox.start(OPTIONS.withState(folder))) {
            assertThat(second.url().getPort()).isEqualTo(port);
        }
        try (Sandbox other = Sandbox.start(OPTIONS.withPort(port));
                Sandbox third = Sandbox.start(OPTIONS.withState(folder))) {
            assertThat(third.url().getPort()).isNotEqualTo(other.url().getPort());
        }
    }
}
