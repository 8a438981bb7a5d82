package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.SharedGitea;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is fetched from a real Gitea, by http and ssh. It is slow: one of them starts anew, with a database of its own. */
@Tag("gitea")
@Timeout(120)
@ExtendWith(SharedGitea.class)
class GiteaFetchTest {
    private static final int FILES = 60;

    @Test
    void onlyWhatIsReadIsFetched(Gitea gitea) throws Exception {
        assertThat(fetchedBlobsOfAnEdit(gitea, overHttp(gitea), "filtered")).isEqualTo(2);
        assertThat(fetchedBlobsOfAnEdit(gitea, overSsh(gitea), "ssh-filtered")).isEqualTo(2);
    }

    @Test
    void oneThatFiltersNothingSendsAll() throws Exception {
        try (Gitea gitea = Gitea.start("DISABLE_PARTIAL_CLONE = true")) {
            assertThat(fetchedBlobsOfAnEdit(gitea, overHttp(gitea), "whole")).isEqualTo(FILES + 2);
            assertThat(fetchedBlobsOfAnEdit(gitea, overSsh(gitea), "ssh-whole")).isEqualTo(FILES + 2);
        }
    }

    private interface Opener {
        RemoteBranch open(String repository);
    }

    private static int fetchedBlobsOfAnEdit(Gitea gitea, Opener opener, String repository) throws Exception {
        BareRepository remote = gitea.repository(repository, files());
        try (RemoteBranch branch = opener.open(repository)) {
            Snapshot snapshot = branch.fetch();
            snapshot.prepare(List.of("kit.yaml", "images/web.yaml"));
            assertThat(snapshot.read("images/web.yaml")).contains("image: w:1\n");
            Edit edit = new Edit(
                    new Person("Ann", "ann@example.com"), "Say so\n", Map.of("images/web.yaml", "image: w:2\n"));
            assertThat(branch.push(snapshot, edit)).isInstanceOf(Pushed.class);
            assertThat(remote.read("main", "images/web.yaml")).contains("image: w:2\n");
            assertThat(remote.read("main", "resources/r7/template.mustache")).contains("some text 7\n");
            return FilteredFetchTest.blobs(branch);
        }
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(Map.of("kit.yaml", "a: 1\n", "images/web.yaml", "image: w:1\n"));
        for (int i = 0; i < FILES; i++) {
            files.put("resources/r" + i + "/template.mustache", "some text " + i + "\n");
        }
        return files;
    }

    private static Opener overHttp(Gitea gitea) {
        Optional<Credentials> owner = Optional.of(new Credentials(Gitea.OWNER, Gitea.PASSWORD));
        return repository -> new JGitRemotes()
                .open(RemoteAddress.of(gitea.url("kit/" + repository + ".git"), Optional.empty(), owner));
    }

    private static Opener overSsh(Gitea gitea) throws Exception {
        Path key = gitea.key("id");
        gitea.ask("POST", "user/keys", """
                {"title": "id", "key": "%s"}""".formatted(
                        Files.readString(Path.of(key + ".pub")).strip()));
        Access access = new Access(Optional.of(key), Optional.empty(), url -> Optional.empty(), gitea.sshEnvironment());
        return repository -> new JGitRemotes(access)
                .open(RemoteAddress.of(gitea.sshUrl("kit/" + repository + ".git"), Optional.empty(), Optional.empty()));
    }
}
