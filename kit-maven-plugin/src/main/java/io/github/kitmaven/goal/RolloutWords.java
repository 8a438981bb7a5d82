package io.github.kitmaven.goal;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.HashMap;
import java.util.Map;

/** Hears of the rollouts of a cluster, and takes out of the words, many of them the cluster's, what is secret of the objects. */
record RolloutWords(ClusterPlan.Ready ready, Map<ManifestKey, Manifest> secrets, EventSink events)
        implements EventSink {

    static EventSink of(ClusterPlan.Ready ready, EventSink events) {
        Map<ManifestKey, Manifest> secrets = new HashMap<>();
        ready.plan().steps().stream()
                .map(Step::manifest)
                .filter(manifest -> !manifest.secret().isEmpty())
                .forEach(manifest -> secrets.put(manifest.key(), manifest));
        return secrets.isEmpty() ? events : new RolloutWords(ready, secrets, events);
    }

    @Override
    public void on(Event event) {
        if (event instanceof RolloutChanged changed) {
            Manifest manifest = secrets.get(changed.key());
            events.on(
                    manifest == null
                            ? changed
                            : new RolloutChanged(
                                    changed.cluster(),
                                    changed.key(),
                                    changed.state(),
                                    ready.redaction().text(manifest, changed.reason())));
        } else if (event instanceof Warned warned) {
            Diagnostic odd = warned.diagnostic();
            events.on(new Warned(new Diagnostic(ready.masked(odd.message()), odd.origin(), odd.advice())));
        } else {
            events.on(event);
        }
    }
}
