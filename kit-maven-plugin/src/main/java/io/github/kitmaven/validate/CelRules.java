package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells once of each kind that a cluster has objects of which rules in CEL apply to them, for nothing here can run them. */
final class CelRules {
    private CelRules() {}

    static void check(List<KubeObject> objects, CustomKinds custom, Findings findings) {
        Set<String> told = new HashSet<>();
        for (KubeObject object : objects) {
            long rules = custom.find(object).map(CustomKinds.Version::rules).orElse(0L);
            if (rules > 0 && told.add(object.apiVersion() + " " + object.kindName())) {
                findings.add(Finding.note(
                        "rules-in-cel",
                        Diagnostic.at(
                                object.root().get("kind").origin(),
                                "The CustomResourceDefinition of " + object.shownKind() + " has "
                                        + (rules == 1 ? "a rule in CEL, which is" : rules + " rules in CEL, which are")
                                        + " not judged here",
                                "Run kit:diff, which lets each cluster judge its objects")));
            }
        }
    }
}
