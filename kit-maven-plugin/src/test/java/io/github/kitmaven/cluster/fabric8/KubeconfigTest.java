package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SopsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    private static final String WHOLE = """
            apiVersion: v1
            kind: Config
            metadata:
              name: shop
            clusters:
            - name: east
              cluster: {server: "https://east.example:6443", certificate-authority: pki/ca.crt}
            - name: west
              cluster: {server: "https://west.example"}
            users:
            - name: robot
              user:
                token: ${env.TOKEN}
            contexts:
            - name: one
              context: {cluster: east, user: robot}
            - name: two
              context: {cluster: west, user: nobody}
            - name: three
              context: {cluster: north, user: robot}
            current-context: one
            """;

    @TempDir
    Path folder;

    @Test
    void theCurrentContextIsTheDefault() {
        assertThat(read(WHOLE, Optional.empty()).cluster().entry().text("server"))
                .contains("https://east.example:6443");
    }

    @Test
    void anotherContextMayBeChosen() {
        assertThat(read(WHOLE, Optional.of("two")).cluster().entry().text("server"))
                .contains("https://west.example");
    }

    @Test
    void theContextNamesTheNamespaceOrElseItIsDefault() {
        String named = WHOLE.replace("user: nobody}", "user: robot, namespace: shop}");
        assertThat(read(named, Optional.of("two")).namespace()).isEqualTo("shop");
        assertThat(read(named, Optional.of("one")).namespace()).isEqualTo("default");
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(read(WHOLE, Optional.empty()).user().entry().text("token")).contains("s3cret");
    }

    @Test
    void aVariableMayStandInAFlowMapping() {
        Kubeconfig kubeconfig = read("""
                kind: Config
                users: [{name: u, user: {username: me, password: ${env.TOKEN}}}]
                clusters: [{name: c, cluster: {server: "https://${env.HOST}:6443"}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """, Optional.empty());
        assertThat(kubeconfig.user().entry().text("password")).contains("s3cret");
        assertThat(kubeconfig.cluster().entry().text("server")).contains("https://east.example:6443");
    }

    @Test
    void aMissingVariableIsToldWithItsLine() {
        Path file = Kubeconfigs.write(folder.resolve("shop.yaml"), WHOLE);
        Kubeconfig kubeconfig =
                Kubeconfig.read(Connection.ofCluster("shop", file, Optional.empty()), Map.of(), NoSops.create());
        assertThatThrownBy(() -> kubeconfig.user().entry().text("token"))
                .isInstanceOf(UserException.class)
                .hasMessage(file + ":13: the environment variable TOKEN is not set."
                        + " Set it where the build runs, or give the value.");
    }

    @Test
    void theUsersOwnKubeconfigIsTakenAsItIs() {
        Path file = Kubeconfigs.write(folder.resolve("config"), WHOLE.replace("name: shop", "name: mine"));
        Kubeconfig kubeconfig = Kubeconfig.read(
                Connection.ofUser("shop", List.of(file), "one"), Map.of("TOKEN", "s3cret"), NoSops.create());
        assertThat(kubeconfig.user().entry().text("token")).contains("${env.TOKEN}");
    }

    @Test
    void ofSeveralFilesTheFirstThatDefinesANameCounts() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path first = Kubeconfigs.write(
                folder.resolve("first"),
                "kind: Config\ncurrent-context: one\nclusters: [{name: east, cluster: {server: 'https://first'}}]\n");
        Path second = Kubeconfigs.write(other.resolve("second"), WHOLE);
        Kubeconfig kubeconfig = Kubeconfig.read(
                Connection.ofUser("shop", List.of(folder.resolve("absent"), first, second), "one"),
                Map.of(),
                NoSops.create());
        assertThat(kubeconfig.cluster().entry().text("server")).contains("https://first");
        assertThat(kubeconfig.user().folder()).isEqualTo(other);
    }

    @Test
    void relativePathsStartAtTheKubeconfigsFolder() throws Exception {
        Files.createDirectory(folder.resolve("pki"));
        Files.writeString(folder.resolve("pki/ca.crt"), "PEM");
        assertThat(read(WHOLE, Optional.empty())
                        .cluster()
                        .bytes("certificate-authority")
                        .orElseThrow())
                .asString()
                .isEqualTo("PEM");
    }

    @Test
    void dataGoesBeforeAFile() {
        Kubeconfig kubeconfig = read(
                WHOLE.replace("certificate-authority:", "certificate-authority-data: UEVN, certificate-authority:"),
                Optional.empty());
        assertThat(kubeconfig.cluster().bytes("certificate-authority").orElseThrow())
                .asString()
                .isEqualTo("PEM");
    }

    @Test
    void aMissingCertificateFileIsTold() {
        assertThatThrownBy(() -> read(WHOLE, Optional.empty()).cluster().bytes("certificate-authority"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("shop.yaml:7: the file " + folder.resolve("pki/ca.crt") + " can't be read");
    }

    @Test
    void aKubeconfigOfAnotherClusterIsRefused() {
        assertThatThrownBy(() -> read(WHOLE.replace("name: shop", "name: staging"), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "shop.yaml:4: this kubeconfig is for cluster staging, but was found as that of shop");
    }

    @Test
    void aKubeconfigNeedNotNameItsCluster() {
        assertThat(read(WHOLE.replace("metadata:\n  name: shop\n", ""), Optional.empty())
                        .cluster()
                        .entry()
                        .text("server"))
                .isPresent();
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> read("kind: ConfigMap\n", Optional.empty()))
                .hasMessageContaining("shop.yaml:1: this is no kubeconfig: its kind is not Config");
    }

    @Test
    void anAbsentFileIsTold() {
        Path absent = folder.resolve("absent.yaml");
        assertThatThrownBy(() -> Kubeconfig.read(
                        Connection.ofCluster("shop", absent, Optional.empty()), Map.of(), NoSops.create()))
                .isInstanceOf(UserException.class)
                .hasMessage(absent + ": the kubeconfig of cluster shop can't be read."
                        + " Put it there, or point kit.kubeconfig at another.");
        assertThatThrownBy(() -> Kubeconfig.read(
                        Connection.ofUser("shop", List.of(absent, folder.resolve("b")), "x"),
                        Map.of(),
                        NoSops.create()))
                .hasMessageContaining("Set KUBECONFIG to one that does");
    }

    @Test
    void anUnknownContextIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> read(WHOLE, Optional.of("four")))
                .hasMessageContaining("the kubeconfig has no context four. Name one of one, three, two.");
    }

    @Test
    void anUnknownClusterOrUserIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> read(WHOLE, Optional.of("three")).cluster())
                .hasMessageContaining("shop.yaml:20: the kubeconfig has no cluster north. Name one of east, west.");
        assertThatThrownBy(() -> read(WHOLE, Optional.of("two")).user())
                .hasMessageContaining("shop.yaml:18: the kubeconfig has no user nobody. Name robot.");
    }

    @Test
    void noCurrentContextIsTold() {
        assertThatThrownBy(() -> read(WHOLE.replace("current-context: one", ""), Optional.empty()))
                .hasMessageContaining("the kubeconfig has no current-context. Set it to one of one, three, two.");
    }

    @Test
    void brokenYamlIsToldWithoutQuotingIt() {
        assertThatThrownBy(() -> read("kind: Config\nusers: [{token: s3cret\n", Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageMatching("(?s).*shop.yaml:\\d+:\\d+: this is not YAML: .*")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThatThrownBy(() -> read("", Optional.empty())).hasMessageContaining("the kubeconfig is empty");
    }

    @Test
    void damagedBase64IsTold() {
        assertThatThrownBy(() -> read(
                                WHOLE.replace("certificate-authority: pki/ca.crt", "certificate-authority-data: '*'"),
                                Optional.empty())
                        .cluster()
                        .bytes("certificate-authority"))
                .hasMessageContaining("shop.yaml:7: this is not base64");
    }

    @Test
    void anEncryptedKubeconfigIsDecryptedAndThenFilledIn() {
        String name = "c-kubeconfig.enc.yaml";
        Path file = Kubeconfigs.write(folder.resolve("shop.yaml"), SopsFiles.text(name));
        Secrets secrets = new Secrets();
        Connection own = Connection.ofCluster("shop", file, Optional.empty());

        Kubeconfig kubeconfig = Kubeconfig.read(own, Map.of("HALF", "half"), SopsFiles.sops(name, secrets));

        assertThat(kubeconfig.user().entry().text("token")).contains("kube-half-t0ken");
        assertThat(kubeconfig.namespace()).isEqualTo("shop");
        assertThat(secrets.in("kube-${env.HALF}-t0ken")).isTrue();
        assertThatThrownBy(() -> Kubeconfig.read(own, Map.of(), NoSops.create()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("shop.yaml:")
                .hasMessageContaining(
                        "The file is encrypted for age1gzvkfzunc4r5xd7upyfgv5wm0ut7p4f0yc0ygmsf9zu8sj9raaksjp8wh0");
    }

    @Test
    void ofAnEncryptedKubeconfigNoNameShows() {
        assertThat(read(WHOLE, Optional.empty()).hidesNamespace()).isFalse();
        String name = "c-short-kubeconfig.enc.yaml";
        Path file = Kubeconfigs.write(folder.resolve("shop.yaml"), SopsFiles.text(name));
        Map<String, String> environment = Map.of("SERVER", "https://east.example");

        Kubeconfig kubeconfig = Kubeconfig.read(
                Connection.ofCluster("shop", file, Optional.empty()), environment, SopsFiles.sops(name, new Secrets()));

        assertThat(kubeconfig.namespace()).isEqualTo("ab");
        assertThat(kubeconfig.hidesNamespace()).isTrue();
        assertThat(kubeconfig.cluster().entry().text("server")).contains("https://east.example");
        assertThat(kubeconfig.user().entry().child("token").orElseThrow().shown())
                .isEqualTo("<secret>");
        assertThatThrownBy(() -> Kubeconfig.read(
                        Connection.ofCluster("shop", file, Optional.of("cz")),
                        environment,
                        SopsFiles.sops(name, new Secrets())))
                .hasMessageContaining("the kubeconfig has no context cz. Name <secret>.");
        assertThatThrownBy(() -> Kubeconfig.read(
                                Connection.ofCluster("shop", file, Optional.of("cy")),
                                environment,
                                SopsFiles.sops(name, new Secrets()))
                        .cluster())
                .hasMessageContaining("the kubeconfig has no cluster <secret>. Name <secret>.");
    }

    private Kubeconfig read(String text, Optional<String> context) {
        Path file = Kubeconfigs.write(folder.resolve("shop.yaml"), text);
        return Kubeconfig.read(
                Connection.ofCluster("shop", file, context),
                Map.of("TOKEN", "s3cret", "HOST", "east.example"),
                NoSops.create());
    }
}
