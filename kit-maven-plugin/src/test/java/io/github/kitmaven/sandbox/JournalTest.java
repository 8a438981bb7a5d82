package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.problem.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final ObjectKey A = new ObjectKey("configmaps", "default", "a");
    private static final ObjectKey B = new ObjectKey("configmaps", "default", "b");

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereAgain() {
        try (Journal journal = Journal.open(folder.resolve("new/folder"))) {
            Store store = storeOn(journal);
            store.put(A, object("1"));
            store.put(A, object("2"));
            store.put(B, object("3"));
            store.remove(B);
        }
        try (Journal journal = Journal.open(folder.resolve("new/folder"))) {
            assertThat(journal.version()).isEqualTo(4);
            assertThat(journal.objects()).containsOnlyKeys(A);
            assertThat(journal.objects().toString()).contains("\"value\":\"2\"");
        }
    }

    @Test
    void aTornLastLineIsForgotten() throws Exception {
        try (Journal journal = Journal.open(folder)) {
            storeOn(journal).put(A, object("1"));
        }
        Files.writeString(file(), "{\"version\":2,\"resource\":\"conf", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(folder)) {
            assertThat(journal.version()).isEqualTo(1);
            storeOn(journal).put(B, object("2"));
        }
        try (Journal journal = Journal.open(folder)) {
            assertThat(journal.objects()).containsOnlyKeys(A, B);
        }
    }

    @Test
    void itIsCompactedWhenOpened() throws Exception {
        try (Journal journal = Journal.open(folder)) {
            Store store = storeOn(journal);
            for (int i = 0; i < 100; i++) {
                store.put(A, object("x"));
            }
        }
        assertThat(Files.readAllLines(file())).hasSize(101);

        Journal.open(folder).close();

        assertThat(Files.readAllLines(file())).hasSize(2);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aFolderServesOneRunAtATime() {
        try (Journal journal = Journal.open(folder)) {
            assertThat(journal.version()).isZero();
            assertThatThrownBy(() -> Journal.open(folder))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("the sandbox state in " + folder
                            + " is in use by process "
                            + ProcessHandle.current().pid() + ". Wait until that run has ended, or stop it.");
        }
        Journal.open(folder).close();
    }

    @Test
    void aFileThatIsNoJournalIsNamed() throws Exception {
        Files.writeString(file(), "hello\n");

        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("delete it to start with an empty sandbox");
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    private static Store storeOn(Journal journal) {
        Store store = new Store(Map.copyOf(journal.objects()), journal.version());
        store.listen(journal::write);
        return store;
    }

    private static ObjectNode object(String value) {
        return Json.object().put("value", value);
    }
}
