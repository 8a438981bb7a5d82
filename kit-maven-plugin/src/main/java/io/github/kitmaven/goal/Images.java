package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.PodImages;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which images a plan is about. */
final class Images {
    private Images() {}

    /** The images of each resource, those of objects that go or are left over left out. */
    static Map<String, List<String>> of(Plan plan, Secrets secrets) {
        SortedMap<String, SortedSet<String>> images = new TreeMap<>();
        for (Step step : plan.steps()) {
            if (step.action() == Action.DELETE || step.action() == Action.SKIP) {
                continue;
            }
            PodImages.of(step.manifest())
                    .forEach(image -> images.computeIfAbsent(resource(step.manifest()), name -> new TreeSet<>())
                            .add(secrets.mask(image)));
        }
        Map<String, List<String>> lists = new TreeMap<>();
        images.forEach((resource, used) -> lists.put(resource, List.copyOf(used)));
        return lists;
    }

    /** The images that a live object runs; none that may have been secret, as one that is wanted of it is. */
    static List<String> of(Manifest wanted, JsonNode live) {
        List<String> known = PodImages.of(wanted.tree());
        boolean secret = !PodImages.of(wanted).equals(known);
        return PodImages.of(live).stream()
                .map(image -> secret && !known.contains(image) ? Secrets.MASK : PodImages.shown(wanted, image))
                .toList();
    }

    /** The resource of the repo that an object is of, or else its own name. */
    static String resource(Manifest manifest) {
        String resource = manifest.labels().path(KitLabels.RESOURCE).asText("");
        return resource.isEmpty() ? manifest.shown("metadata", "name") : resource;
    }
}
