package io.github.kitmaven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data flows down the table of packages in CONTRIBUTING.md; imports go only up it. */
class PackageTableTest {
    private static final String ROOT = "io.github.kitmaven.";
    private static final Set<String> FOUNDATION = Set.of("model", "problem", "event", "git");
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("problem", Set.of("model")),
            Map.entry("event", Set.of("model", "problem")),
            Map.entry("git", Set.of("model", "problem", "event")),
            Map.entry("git.jgit", FOUNDATION),
            Map.entry("sops", Set.of("model", "problem")),
            Map.entry("image", with("sops")),
            Map.entry("registry", with("image")),
            Map.entry("config", with("sops")),
            Map.entry("env", with("config")),
            Map.entry("render", with("config")),
            Map.entry("explain", with("config", "render")),
            Map.entry("cluster", FOUNDATION),
            Map.entry("cluster.fabric8", with("cluster", "sops")),
            Map.entry("plan", FOUNDATION),
            Map.entry("apply", with("plan", "cluster")),
            Map.entry("rollout", with("cluster")),
            Map.entry("inventory", with("cluster")),
            Map.entry("strategy", with("plan")),
            Map.entry("report", with("plan", "apply", "rollout", "validate", "image")),
            Map.entry("history", with("image", "inventory", "report")),
            Map.entry("backup", with("plan", "report")),
            Map.entry("backup.s3", with("backup")),
            Map.entry("webhook", with("plan", "report")),
            Map.entry("schema", Set.of("model", "problem")),
            Map.entry("validate", with("config", "render", "schema")),
            Map.entry("sandbox", with("schema")),
            Map.entry(
                    "goal",
                    with(
                            "sops",
                            "image",
                            "registry",
                            "config",
                            "render",
                            "explain",
                            "schema",
                            "validate",
                            "cluster",
                            "plan",
                            "apply",
                            "rollout",
                            "inventory",
                            "strategy",
                            "report",
                            "history",
                            "backup",
                            "webhook",
                            "sandbox"))));

    /** Libraries that only the named packages may touch. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.apache.maven", Set.of("mojo"),
            "org.eclipse.jgit", Set.of("git.jgit"),
            "com.exceptionfactory", Set.of("sops"),
            "com.google.re2j", Set.of("schema"),
            "io.fabric8", Set.of("cluster.fabric8"),
            "io.cloudevents", Set.of("webhook"),
            "software.amazon.awssdk", Set.of("backup.s3"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.kitmaven");

    @TestFactory
    Stream<DynamicTest> importsGoUpTheTable() {
        return MAY_IMPORT.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name)
                                .should()
                                .dependOnClassesThat(foreignTo(name))
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> librariesStayWithTheirAdapter() {
        return LIBRARIES.entrySet().stream()
                .map(library -> DynamicTest.dynamicTest(
                        library.getKey(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(library.getValue().stream()
                                        .map(p -> ROOT + p)
                                        .toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(library.getKey() + "..")
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(type.getPackageName().substring(ROOT.length())));
        packages.removeAll(MAY_IMPORT.keySet());
        org.assertj.core.api.Assertions.assertThat(packages).containsExactly("mojo");
    }

    private static DescribedPredicate<JavaClass> foreignTo(String name) {
        Set<String> allowed = new TreeSet<>(MAY_IMPORT.getOrDefault(name, Set.of()));
        allowed.add(name);
        return DescribedPredicate.describe(
                "are of kit, but not of " + allowed,
                type -> type.getPackageName().startsWith(ROOT)
                        && !allowed.contains(type.getPackageName().substring(ROOT.length())));
    }

    private static Set<String> with(String... more) {
        Set<String> all = new TreeSet<>(FOUNDATION);
        all.addAll(Set.of(more));
        return all;
    }
}
