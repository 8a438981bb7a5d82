package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    @TempDir
    Path folder;

    private List<Path> ofUser = List.of();

    @BeforeEach
    void userHasAKubeconfig() {
        ofUser = List.of(folder.resolve("home/config"));
    }

    @Test
    void aFolderGivenForThisRunComesFirst() {
        Path given = write("given/eu.yaml");
        write("fleet/eu/kubeconfig.yaml");
        assertThat(of(Optional.of(folder.resolve("given")), cluster("eu", "shop", Optional.of("eu-context"))))
                .isEqualTo(Connection.ofCluster("eu", given, Optional.empty()));
    }

    @Test
    void aFileGivenForThisRunIsTheUsersAndTheClusterNamesItsContext() {
        Path given = write("config");
        assertThat(of(Optional.of(given), cluster("eu", "shop", Optional.of("eu-context"))))
                .isEqualTo(new Connection("eu", List.of(given), Optional.of("eu-context"), false));
    }

    @Test
    void thenComesTheFileBesideTheClusterThenAContextOfTheUser() {
        Path beside = write("fleet/eu/kubeconfig.yaml");
        write("given/other.yaml");
        Path given = folder.resolve("given");
        assertThat(of(Optional.of(given), cluster("eu", "shop", Optional.of("eu-context"))))
                .isEqualTo(Connection.ofCluster("eu", beside, Optional.empty()));
        assertThat(of(Optional.empty(), cluster("us", "shop", Optional.of("us-context"))))
                .isEqualTo(Connection.ofUser("us", ofUser, "us-context"));
    }

    @Test
    void aClusterWithoutAnySaysAllWaysToGiveThem() {
        assertThatThrownBy(() -> of(Optional.empty(), cluster("eu", "shop", Optional.empty())))
                .isInstanceOf(UserException.class)
                .hasMessage(folder.resolve("fleet/eu/cluster.yaml")
                        + ": Cluster eu has no credentials. Add a kubeconfig.yaml beside it, set"
                        + " metadata.context to a context of your kubeconfig, give -Dkit.kubeconfig=<file or folder>, or try it"
                        + " all with -Dkit.sandbox=true.");
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> of(Optional.of(nowhere), cluster("eu", "shop", Optional.of("x"))))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no kubeconfig " + nowhere);
    }

    @Test
    void noTwoClustersMeanOneNamespaceOfOneEndpoint() {
        Path given = write("config");
        Connections connections = new Connections(Optional.of(given), ofUser);
        connections.of(cluster("a", "shop", Optional.empty()));
        connections.of(cluster("b", "other", Optional.empty()));
        connections.of(cluster("c", "shop", Optional.of("c")));
        assertThatThrownBy(() -> connections.of(cluster("d", "shop", Optional.empty())))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Clusters a and d would both deploy to one namespace, with " + given);
    }

    private Connection of(Optional<Path> given, Cluster cluster) {
        return new Connections(given, ofUser).of(cluster);
    }

    private Cluster cluster(String name, String namespace, Optional<String> context) {
        Path own = folder.resolve("fleet").resolve(name);
        return new Cluster(
                name,
                namespace,
                "test",
                "master",
                "",
                false,
                false,
                context,
                own.resolve("cluster.yaml"),
                own.resolve("kubeconfig.yaml"));
    }

    private Path write(String file) {
        Path path = folder.resolve(file);
        Folders.write(path, "kind: Config\n");
        return path;
    }
}
