package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user with few rights is answered: by the sandbox and, where one is asked for, by a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class AccessContractTest {
    private static final String USER = "User \"(sandbox|system:serviceaccount:default:deployer-of-default)\"";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final TestCluster cluster;

    @TempDir
    Path folder;

    private TestServer asUser;

    AccessContractTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("access")));
        }
        return clusters.map(Supplier::get);
    }

    @BeforeEach
    void restrict() throws IOException {
        Path kubeconfig = cluster.restricted(
                        "dev",
                        "default",
                        folder,
                        new AccessRule(Set.of("get", "list", "patch"), Set.of(""), Set.of("configmaps"), "default"),
                        new AccessRule(Set.of("get"), Set.of(""), Set.of("pods/log"), "default"),
                        new AccessRule(Set.of("watch"), Set.of("apps"), Set.of("*"), "*"))
                .kubeconfig();
        Matcher token = Pattern.compile("token: ([^}\\s]+)").matcher(Files.readString(kubeconfig));
        TestServer admin = cluster.server();
        asUser = new TestServer("user", admin.url(), token.find() ? token.group(1) : "", admin.client(), () -> {});
    }

    @AfterEach
    void lift() {
        cluster.lift();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            patch,  '',   configmaps,  '',  default,     true
            patch,  '',   configmaps,  '',  kube-public, false
            patch,  '',   configmaps,  '',  '',          false
            delete, '',   configmaps,  '',  default,     false
            patch,  apps, configmaps,  '',  default,     false
            get,    '',   pods,        log, default,     true
            get,    '',   pods,        '',  default,     false
            watch,  apps, deployments, '',  '',          true
            watch,  apps, deployments, '',  default,     true
            """)
    void onesOwnAccessCanBeAsked(
            String verb, String group, String resource, String part, String namespace, boolean allowed) {
        ApiAnswer review = asUser.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":
                 {"verb":"%s","group":"%s","resource":"%s","subresource":"%s","namespace":"%s"}}}""".formatted(
                        verb, group, resource, part, namespace));

        assertThat(review.code()).isEqualTo(201);
        assertThat(review.at("/status/allowed").asBoolean()).isEqualTo(allowed);
    }

    @Test
    void whatIsNotAllowedIsForbiddenInTheWordsOfRbac() {
        ApiAnswer deleted = asUser.delete(MAPS + "/a");
        assertThat(deleted.code()).isEqualTo(403);
        assertThat(deleted.reason()).isEqualTo("Forbidden");
        assertThat(deleted.message())
                .matches("configmaps \"a\" is forbidden: " + USER
                        + " cannot delete resource \"configmaps\" in API group \"\" in the namespace \"default\"");
        assertThat(asUser.get("/apis/apps/v1/deployments").message())
                .matches("deployments.apps is forbidden: " + USER
                        + " cannot list resource \"deployments\" in API group \"apps\" at the cluster scope");
        assertThat(asUser.get(MAPS).code()).isEqualTo(200);
        assertThat(asUser.get("/api/v1/namespaces/default/pods/none/log").code())
                .isEqualTo(404);
    }

    @Test
    void toApplyWhatIsNotThereTakesTheRightToCreate() {
        String map = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"there\"}}";
        cluster.lift();
        cluster.server().post(MAPS, map);
        cluster.restricted(
                "dev",
                "default",
                folder,
                new AccessRule(Set.of("get", "list", "patch"), Set.of(""), Set.of("configmaps"), "default"));

        assertThat(asUser.patch(MAPS + "/there?fieldManager=kit", TestServer.APPLY, map)
                        .code())
                .isEqualTo(200);
        ApiAnswer created =
                asUser.patch(MAPS + "/other?fieldManager=kit", TestServer.APPLY, map.replace("there", "other"));
        assertThat(created.code()).isEqualTo(403);
        assertThat(created.message()).isEqualTo("configmaps \"other\" is forbidden: ");
    }
}
