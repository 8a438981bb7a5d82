package io.github.kitmaven.apply;

import static io.github.kitmaven.apply.Steps.order;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void whatOthersNeedComesFirstAndTheRepoOrderHoldsInsideAStage() {
        assertThat(order("""
                create Ingress shop/i
                create Service shop/s
                create Deployment shop/d
                create Job shop/j
                create Secret shop/s
                create NetworkPolicy shop/n
                create ConfigMap shop/c
                create RoleBinding shop/rb
                create Role shop/r
                create ServiceAccount shop/sa
                create Widget shop/w
                create CustomResourceDefinition crd
                create Namespace shop
                unchanged ConfigMap shop/same
                skip ConfigMap shop/left""")).isEqualTo("""
                create Namespace shop
                create CustomResourceDefinition crd
                create Role shop/r, create ServiceAccount shop/sa
                create RoleBinding shop/rb
                create Secret shop/s, create NetworkPolicy shop/n, create ConfigMap shop/c
                create Deployment shop/d, create Job shop/j
                create Service shop/s
                create Ingress shop/i, create Widget shop/w""");
    }

    @Test
    void whatGoesGoesLastOnceAllIsAvailableAndInTheOtherDirection() {
        assertThat(order("""
                delete Namespace shop
                delete ConfigMap shop/c
                delete Deployment shop/d
                delete Ingress shop/i
                update Service shop/s
                update Deployment shop/e
                create Ingress shop/j""")).isEqualTo("""
                update Deployment shop/e
                create Ingress shop/j
                after Deployment shop/e: update Service shop/s
                after Deployment shop/e: delete Ingress shop/i
                after Deployment shop/e: delete Deployment shop/d
                after Deployment shop/e: delete ConfigMap shop/c
                after Deployment shop/e: delete Namespace shop""");
    }

    @Test
    void aChangedServiceWaitsForAllDeploymentsOfItsNamespaceAndANewOneForNone() {
        assertThat(order("""
                create Service shop/new
                update Service shop/old
                replace Service shop/moved
                update Service bar/other
                unchanged Deployment shop/same
                skip Deployment shop/left
                update Deployment shop/web
                update Ingress shop/i""")).isEqualTo("""
                update Deployment shop/web
                create Service shop/new, update Service bar/other
                update Ingress shop/i
                after Deployment shop/same, Deployment shop/web: update Service shop/old, replace Service shop/moved""");
    }

    @Test
    void workloadsAndWhatComesAfterThemWaitForTheHooksOfTheirNamespace() {
        assertThat(order("""
                create Deployment shop/web
                create ConfigMap shop/c
                create Service shop/web
                create Job shop/migrate ; 'kit-deployer/hook': 'pre-deploy'
                unchanged Job shop/seed ; 'helm.sh/hook': 'pre-install,pre-upgrade'
                create Job shop/other
                create Job bar/argo ; 'argocd.argoproj.io/hook': 'PreSync'
                create Deployment bar/web
                create Deployment free/web""")).isEqualTo("""
                create ConfigMap shop/c
                create Job shop/migrate, create Job bar/argo
                create Deployment free/web
                after Job bar/argo, Job shop/migrate, Job shop/seed: create Deployment shop/web, create Job shop/other,\
                 create Deployment bar/web
                after Job shop/migrate, Job shop/seed: create Service shop/web""");
    }

    @Test
    void whatWaitsByASelectorComesAfterAllThatNeedNotWait() {
        assertThat(order("""
                create Deployment shop/web ; 'kit-deployer/dependency-selector': 'tier=cache'
                create Deployment shop/cache tier: 'cache'; 'kit-deployer/dependency-selector': 'tier=db'
                unchanged StatefulSet shop/db tier: 'db'
                create ConfigMap shop/late ; 'kit-deployer/dependency-selector': 'tier in (db)'
                create Service shop/web
                create Ingress shop/i""")).isEqualTo("""
                create Service shop/web
                create Ingress shop/i
                after StatefulSet shop/db: create ConfigMap shop/late
                after StatefulSet shop/db: create Deployment shop/cache
                after Deployment shop/cache: create Deployment shop/web""");
    }

    @Test
    void aSelectorOutranksTheUsualOrder() {
        assertThat(order("""
                create Job shop/migrate ; 'kit-deployer/hook': 'pre-deploy', 'kit-deployer/dependency-selector': 'tier=db'
                update StatefulSet shop/db tier: 'db'
                update Service shop/web app: 'web'
                update Deployment shop/web ; 'kit-deployer/dependency-selector': 'app=web'""")).isEqualTo("""
                update StatefulSet shop/db
                after StatefulSet shop/db: create Job shop/migrate
                after Job shop/migrate: update Service shop/web
                after Job shop/migrate, Service shop/web: update Deployment shop/web""");
    }

    @Test
    void whatTheUsualOrderSaysTwiceMakesNoCycle() {
        assertThat(order("""
                create Job shop/migrate ; 'kit-deployer/hook': 'pre-deploy', 'kit-deployer/dependency-selector': 'app=db'
                update Service shop/db app: 'db'
                update Deployment shop/web""")).isEqualTo("""
                update Service shop/db
                after Service shop/db: create Job shop/migrate
                after Job shop/migrate: update Deployment shop/web""");
    }
}
