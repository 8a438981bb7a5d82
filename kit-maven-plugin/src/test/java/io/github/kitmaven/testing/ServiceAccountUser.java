package io.github.kitmaven.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.sandbox.AccessRule;
import io.github.kitmaven.sandbox.ApiAnswer;
import io.github.kitmaven.sandbox.TestServer;
import java.util.Set;
import java.util.stream.Collectors;

/** A service account of a real control plane, with roles of its own. */
final class ServiceAccountUser {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";

    private final TestServer server;
    private final String name;

    ServiceAccountUser(TestServer server, String name) {
        this.server = server;
        this.name = name;
        make("/api/v1/namespaces/default/serviceaccounts", """
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"%s"}}""".formatted(name));
    }

    ServiceAccountUser allow(AccessRule... rules) {
        for (int i = 0; i < rules.length; i++) {
            boolean everywhere = rules[i].namespace().equals("*");
            String folder = RBAC + (everywhere ? "" : "/namespaces/" + rules[i].namespace());
            String prefix = everywhere ? "Cluster" : "";
            make(folder + (everywhere ? "/clusterroles" : "/roles"), """
                    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"%sRole","metadata":{"name":"%s-%d"},
                     "rules":[{"verbs":%s,"apiGroups":%s,"resources":%s}]}""".formatted(
                    prefix, name, i, list(rules[i].verbs()), list(rules[i].groups()), list(rules[i].resources())));
            make(folder + (everywhere ? "/clusterrolebindings" : "/rolebindings"), """
                    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"%1$sRoleBinding","metadata":{"name":"%2$s-%3$d"},
                     "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"%1$sRole","name":"%2$s-%3$d"},
                     "subjects":[{"kind":"ServiceAccount","name":"%2$s","namespace":"default"}]}""".formatted(prefix, name, i));
        }
        return this;
    }

    String token() {
        return make("/api/v1/namespaces/default/serviceaccounts/" + name + "/token", """
                        {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""")
                .text("/status/token");
    }

    private ApiAnswer make(String path, String body) {
        ApiAnswer answer = server.post(path, body);
        assertThat(answer.code()).as(answer::toString).isIn(201, 409);
        return answer;
    }

    private static String list(Set<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
