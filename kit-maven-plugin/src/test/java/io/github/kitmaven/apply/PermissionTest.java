package io.github.kitmaven.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.apply.Permission.Denial;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionTest {
    private static final ResourceType JOBS = new ResourceType("batch/v1", "Job", "jobs", true);

    @Test
    void aDenialIsReadFromTheWordsOfRbac() {
        assertThat(Denial.of(forbidden("User \"bob\" cannot patch resource \"deployments\" in API group \"apps\" in the"
                        + " namespace \"shop\"")))
                .contains(new Denial(new Permission("patch", "apps", "deployments", "shop"), "bob"));
        assertThat(Denial.of(forbidden(
                        "User \"bob\" cannot list resource \"nodes\" in API group \"\" at the cluster scope")))
                .contains(new Denial(new Permission("list", "", "nodes", ""), "bob"));
        assertThat(Denial.of(forbidden("exceeded quota: pods"))).isEmpty();
        assertThat(Denial.of(new ApiException(500, "", forbidden("User").serverMessage(), List.of())))
                .isEmpty();
    }

    @Test
    void whatMayBeChangedButNotCreatedIsRefusedWithoutAWord() {
        ApiException silent = new ApiException(403, "Forbidden", "deployments.apps \"web\" is forbidden: ", List.of());
        assertThat(Denial.of(
                        silent, Steps.object("Deployment", "shop/web", "", 1).key()))
                .contains(new Denial(new Permission("create", "apps", "deployments", "shop"), ""));
        assertThat(Denial.of(silent)).isEmpty();
    }

    @Test
    void oneDenialOfManyObjectsIsOneProblem() {
        Denials denials = new Denials("dev");
        Denial patch = new Denial(new Permission("patch", "apps", "deployments", "shop"), "bob");
        Denial watch = new Denial(new Permission("watch", "", "nodes", ""), "");
        for (String name : List.of("b", "a", "c")) {
            denials.add(patch, Steps.object("Deployment", "shop/" + name, "", name.charAt(0)));
        }
        denials.add(watch, Steps.object("Node", "n", "", 1));

        assertThat(denials.problems().stream().map(Diagnostic::text)).containsExactly("""
                dev/all.yaml:97:1: User bob may not patch deployments.apps in namespace shop of cluster dev, which Deployment\
                 shop/a and 2 more need. Add the rule {apiGroups: ["apps"], resources: [deployments], verbs: [create, patch]} to\
                 a Role in that namespace bound to bob, or use other credentials.""", """
                dev/all.yaml:1:1: The user of its kubeconfig may not watch nodes in cluster dev, which Node n needs. Add the rule\
                 {apiGroups: [""], resources: [nodes], verbs: [watch]} to a ClusterRole bound to that user, or use other\
                 credentials.""");
    }

    @Test
    void onlyWhatNoDryRunHasProvedIsNeeded() {
        assertThat(verbs("create", false, true)).containsExactly("watch");
        assertThat(verbs("create", false, false)).isEmpty();
        assertThat(verbs("create", true, true)).containsExactly("create", "patch", "list", "watch");
        assertThat(verbs("update", false, true)).containsExactly("watch");
        assertThat(verbs("replace", false, false)).containsExactly("delete", "create", "patch", "watch");
        assertThat(verbs("delete", false, true)).containsExactly("delete");
        assertThat(verbs("unchanged", false, true)).isEmpty();
        assertThat(verbs("skip", false, true)).isEmpty();
    }

    @Test
    void whatIsLackingMayComeWithRolesOfTheSameDeploy() {
        Plan plan = Steps.plan("""
                create RoleBinding shop/b
                unchanged RoleBinding bar/b
                create ConfigMap bar/c""");
        assertThat(Rights.mayCome(plan)).accepts(in("shop")).rejects(in("bar"), in(""));
        assertThat(Rights.mayCome(Steps.plan("create ClusterRole c"))).accepts(in("shop"), in(""));
    }

    @Test
    void aTypeWhoseDefinitionComesAlongIsKnown() {
        Plan plan = new Plan(
                "dev",
                List.of(Step.create(
                        Steps.object("Widget", "shop/w", "", 1).with(io.github.kitmaven.testing.Trees.tree("""
                                        {apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition',
                                         metadata: {name: 'w'}, spec: {group: 'example.com',
                                          names: {kind: 'Widget', plural: 'widgetz'}}}""")),
                        false)));
        assertThat(Rights.comingType(plan, Steps.object("Widget", "shop/w", "", 1)))
                .contains(new ResourceType("example.com/v1", "Widget", "widgetz", true));
        assertThat(Rights.comingType(plan, Steps.object("Job", "shop/w", "", 1)))
                .isEqualTo(Optional.empty());
    }

    private static List<String> verbs(String action, boolean unchecked, boolean watched) {
        Step step = Steps.step(action + " Job shop/j", 1);
        Step asked = new Step(step.manifest(), step.action(), "", List.of(), false, unchecked);
        return Rights.of(asked, JOBS, watched).stream().map(Permission::verb).toList();
    }

    private static Permission in(String namespace) {
        return new Permission("create", "", "configmaps", namespace);
    }

    private static ApiException forbidden(String words) {
        return new ApiException(403, "Forbidden", "things are forbidden: " + words, List.of());
    }
}
