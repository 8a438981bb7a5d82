package io.github.kitmaven.strategy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.plan.Step;
import java.util.List;

/** Kubernetes' own way: a Deployment keeps its name, and replaces its pods one after the other. */
public record RollingUpdate() implements Strategy {
    /** The strategy's name. */
    public static final String LABEL = Marks.ROLLING_UPDATE;

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public List<Manifest> adapt(List<Manifest> prepared) {
        return prepared;
    }

    @Override
    public boolean createsOnly(Manifest adapted) {
        return false;
    }

    @Override
    public List<Step> leftovers(List<Manifest> adapted, List<ObjectNode> live) {
        return Family.all(adapted, live).stream()
                .flatMap(family -> family.ofOtherStrategies(LABEL))
                .toList();
    }
}
