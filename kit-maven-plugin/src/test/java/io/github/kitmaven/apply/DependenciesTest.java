package io.github.kitmaven.apply;

import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    @Test
    void objectsOfTheDeployAreSelectedByTheWholeGrammarInTheirOwnNamespace() {
        String objects = """
                create Deployment shop/web app: 'web', tier: 'a'; 'kit-deployer/dependency-selector': '%s'
                create Job shop/migrate app: 'web', tier: 'b'
                unchanged ConfigMap shop/c tier: 'c'
                skip Secret shop/s old: ''
                delete Deployment shop/gone app: 'web', tier: 'b'
                create Deployment bar/web app: 'web', tier: 'b'
                create Widget wide app: 'web'""";
        assertThat(needs(objects.formatted("app=web"))).containsExactly("Job shop/migrate", "Widget wide");
        assertThat(needs(objects.formatted("tier in (b,c)"))).containsExactly("Job shop/migrate", "ConfigMap shop/c");
        assertThat(needs(objects.formatted("tier,tier notin (c)"))).containsExactly("Job shop/migrate");
        assertThat(needs(objects.formatted("!app,!tier"))).containsExactly("Secret shop/s");
        assertThat(needs(objects.formatted(" "))).isEmpty();
    }

    @Test
    void anObjectOfTheWholeClusterSelectsInAllNamespaces() {
        assertThat(needs("""
                create Widget wide ; 'kit-deployer/dependency-selector': 'app'
                create Job shop/a app: 'a'
                create Job bar/b app: 'b'""")).containsExactly("Job shop/a", "Job bar/b");
    }

    @Test
    void whatIsThereAlreadyIsSelectedUnlessThePlanHasItOrTakesItsPlace() {
        Dependencies found = Dependencies.of(
                Steps.plan("""
                        create Deployment shop/web ; 'kit-deployer/dependency-selector': 'app=db'
                        create Job shop/migrate-2 app: 'db'; 'kit-deployer/original-name': 'migrate'
                        delete Service shop/old app: 'db'"""),
                List.of(
                        live("StatefulSet", "shop", "db", "{}"),
                        live("Job", "shop", "migrate-1", "{'kit-deployer/original-name': 'migrate'}"),
                        live("Job", "shop", "migrate-2", "{}"),
                        live("Service", "shop", "old", "{}"),
                        live("StatefulSet", "bar", "db", "{}")));

        assertThat(found.needs().values().iterator().next())
                .extracting(ManifestKey::toString)
                .containsExactly("Job shop/migrate-2", "StatefulSet shop/db");
    }

    @Test
    void onlyWhatIsWrittenAndWaitsAsksWhatIsThere() {
        assertThat(Dependencies.namespaces(Steps.plan("""
                        create Deployment shop/web ; 'kit-deployer/dependency-selector': 'app=db'
                        unchanged Deployment bar/web ; 'kit-deployer/dependency-selector': 'app=db'
                        create Deployment free/web"""))).containsExactly("shop");
    }

    @Test
    void aSelectorThatSelectsNothingOrOnlyItsOwnObjectIsAProblem() {
        assertThat(problems("""
                create Deployment shop/web app: 'web'; 'kit-deployer/dependency-selector': 'app=web'
                create Job bar/db app: 'web'""")).containsExactly("""
                dev/all.yaml:1:1: Deployment shop/web waits for 'app=web', which selects no other object of this deploy, and\
                 none that is there already in namespace shop. Correct the selector or the labels of what it should select, or\
                 deploy that first.""");
        assertThat(problems("unchanged Deployment shop/web ; 'kit-deployer/dependency-selector': 'app=web'"))
                .isEmpty();
    }

    @Test
    void aSelectorThatIsNoneIsAProblem() {
        assertThat(problems("create Deployment shop/web ; 'kit-deployer/dependency-selector': 'app=web,?'"))
                .singleElement()
                .asString()
                .startsWith(
                        "dev/all.yaml:1:1: '?' in the dependency selector 'app=web,?' of Deployment shop/web is not a"
                                + " requirement. Write it as kubectl's -l: ");
    }

    @Test
    void aCycleIsNamedAsAWholeWithItsPlaces() {
        assertThat(problems("""
                create Deployment shop/a app: 'a'; 'kit-deployer/dependency-selector': 'app=b'
                unchanged Job shop/b app: 'b'; 'kit-deployer/dependency-selector': 'app=c'
                create Service shop/c app: 'c'; 'kit-deployer/dependency-selector': 'app in (a,d)'
                create Service shop/d app: 'd'
                create Deployment shop/e ; 'kit-deployer/dependency-selector': 'app=a'""")).containsExactly("""
                dev/all.yaml:1:1: Deployment shop/a waits for Job shop/b (dev/all.yaml:2:1), which waits for Service shop/c\
                 (dev/all.yaml:3:1), which waits for Deployment shop/a: none of them would ever be written. Change the\
                 dependency selector of one of them, so that it selects none of the others.""");
    }

    @Test
    void anAnnotationThatCantHoldIsAProblem() {
        assertThat(problems("""
                create Namespace shop ; 'kit-deployer/dependency-selector': 'a'
                create Job shop/j ; 'kit-deployer/hook': 'post-deploy'
                create Deployment shop/d ; 'kit-deployer/hook': 'pre-deploy'
                create Job shop/ok ; 'kit-deployer/hook': 'pre-deploy', 'helm.sh/hook': 'test'"""))
                .containsExactly(
                        "dev/all.yaml:1:1: Namespace shop has a dependency selector, but namespaces are made before anything"
                                + " else. Move the annotation to what is in the namespace.",
                        "dev/all.yaml:2:1: Job shop/j has the annotation kit-deployer/hook: post-deploy. Set it to"
                                + " pre-deploy, which is the only hook there is.",
                        "dev/all.yaml:3:1: Deployment shop/d has the annotation kit-deployer/hook: pre-deploy. Remove it:"
                                + " only a Job can be a hook.");
    }

    private static List<String> needs(String lines) {
        return Dependencies.of(Steps.plan(lines), List.of()).needs().values().stream()
                .flatMap(keys -> keys.stream().map(ManifestKey::toString))
                .toList();
    }

    private static List<String> problems(String lines) {
        return Dependencies.of(Steps.plan(lines), List.of()).problems().stream()
                .map(Diagnostic::text)
                .toList();
    }

    private static ObjectNode live(String kind, String namespace, String name, String annotations) {
        String apiVersion = kind.equals("Job") ? "batch/v1" : kind.equals("Service") ? "v1" : "apps/v1";
        return tree(("{apiVersion: '%s', kind: '%s', metadata: {name: '%s', namespace: '%s', labels: {app: 'db'},"
                        + " annotations: %s}}")
                .formatted(apiVersion, kind, name, namespace, annotations));
    }
}
