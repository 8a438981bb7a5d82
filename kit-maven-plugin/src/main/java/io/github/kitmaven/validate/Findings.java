package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find in the objects of one cluster. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void error(String rule, KubeObject object, Node at, String message, String advice) {
        add(Severity.ERROR, rule, object, at, message, advice);
    }

    void warning(String rule, KubeObject object, Node at, String message, String advice) {
        add(Severity.WARNING, rule, object, at, message, advice);
    }

    void add(Finding finding) {
        all.add(finding);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private void add(Severity severity, String rule, KubeObject object, Node at, String message, String advice) {
        all.add(new Finding(severity, rule, Diagnostic.at(at.origin(), object.title() + ": " + message, advice)));
    }
}
