package io.github.kitmaven.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deployments of their own for each deploy, {@code <name>-<id>}: the Service is switched when all are available, and the
 * Deployments of the last deploys stay in reserve, running, for the Service to be switched back.
 *
 * @param id the deploy's id
 * @param reserve how many earlier Deployments stay
 */
public record FastRollback(String id, int reserve) implements Strategy {
    /** The strategy's name. */
    public static final String LABEL = "fast-rollback";

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?");

    /**
     * Makes the strategy.
     *
     * @param id the deploy's id
     * @param reserve how many earlier Deployments stay
     * @throws UserException if the id can't be the end of a name, or the reserve is negative
     */
    public FastRollback {
        if (!ID.matcher(id).matches()) {
            throw new UserException(Diagnostic.of(
                    id.isEmpty()
                            ? "The strategy fast-rollback needs an id for each deploy"
                            : "kit.deployId \"" + id + "\" can't be the end of a Deployment's name",
                    "Set -Dkit.deployId to lower-case letters, digits and hyphens, such as the number of the build"));
        }
        if (reserve < 0) {
            throw new UserException(Diagnostic.of(
                    "kit.reserve is " + reserve,
                    "Set it to how many earlier Deployments are kept, 3 being the default"));
        }
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public List<Manifest> adapt(List<Manifest> prepared) {
        List<Manifest> deployments =
                prepared.stream().filter(Family::isDeployment).toList();
        return prepared.stream().map(manifest -> adapt(manifest, deployments)).toList();
    }

    private Manifest adapt(Manifest manifest, List<Manifest> deployments) {
        if (Family.isDeployment(manifest)) {
            return deployment(manifest);
        }
        if (manifest.kind().equals("Service") && manifest.group().isEmpty()) {
            return selectsAny(manifest, deployments) ? service(manifest) : manifest;
        }
        return manifest.kind().equals("HorizontalPodAutoscaler") ? autoscaler(manifest, deployments) : manifest;
    }

    private Manifest deployment(Manifest manifest) {
        ObjectNode tree = manifest.tree().deepCopy();
        tree.withObject("/metadata").put("name", manifest.name() + "-" + id);
        set(manifest, tree.withObject("/spec/selector/matchLabels"), "spec.selector.matchLabels");
        set(manifest, tree.withObject("/spec/template/metadata/labels"), "spec.template.metadata.labels");
        return manifest.with(tree);
    }

    private Manifest service(Manifest manifest) {
        ObjectNode tree = manifest.tree().deepCopy();
        set(manifest, tree.withObject("/spec/selector"), "spec.selector");
        return manifest.with(tree);
    }

    /** An autoscaler follows its Deployment to the new name. */
    private Manifest autoscaler(Manifest manifest, List<Manifest> deployments) {
        JsonNode target = manifest.tree().path("spec").path("scaleTargetRef");
        boolean ours = deployments.stream()
                .anyMatch(deployment -> target.path("kind").asText().equals("Deployment")
                        && target.path("name").asText().equals(deployment.name())
                        && deployment.namespace().equals(manifest.namespace()));
        if (!ours) {
            return manifest;
        }
        ObjectNode tree = manifest.tree().deepCopy();
        tree.withObject("/spec/scaleTargetRef").put("name", target.path("name").asText() + "-" + id);
        return manifest.with(tree);
    }

    private void set(Manifest manifest, ObjectNode labels, String path) {
        if (labels.has(KitLabels.ID)) {
            throw new UserException(Diagnostic.at(
                    manifest.origin(),
                    manifest.key() + " sets " + path + "." + KitLabels.ID
                            + ", which the strategy fast-rollback sets to the deploy's id",
                    "Remove it from the template"));
        }
        labels.put(KitLabels.ID, id);
    }

    /**
     * Tells whether a Service leads to Deployments.
     *
     * @param service the Service
     * @param deployments Deployments of the same cluster
     * @return whether its selector matches the pods of any, in its namespace
     */
    public static boolean selectsAny(Manifest service, List<Manifest> deployments) {
        JsonNode selector = service.tree().path("spec").path("selector");
        return !selector.isEmpty()
                && deployments.stream()
                        .filter(deployment -> deployment.namespace().equals(service.namespace()))
                        .map(deployment -> deployment.tree().at("/spec/template/metadata/labels"))
                        .anyMatch(labels -> selector.properties().stream()
                                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue())));
    }

    /**
     * Tells whether a Service leads to the Deployments of one deploy.
     *
     * @param service the Service
     * @return whether its selector names the strategy and a deploy
     */
    public static boolean leadsToOneDeploy(Manifest service) {
        JsonNode selector = service.tree().path("spec").path("selector");
        return selector.path(KitLabels.STRATEGY).asText("").equals(LABEL) && selector.has(KitLabels.ID);
    }

    /**
     * Finds what deploys left of one Deployment of the repo.
     *
     * @param wanted the Deployment, with its marks, under the name that it has in the repo
     * @param live Deployments of its cluster
     * @return those of this strategy, by the ids of their deploys
     */
    public static SortedMap<String, ObjectNode> deploysOf(Manifest wanted, Collection<ObjectNode> live) {
        SortedMap<String, ObjectNode> deploys = new TreeMap<>();
        for (ObjectNode other : live) {
            JsonNode labels = other.at("/metadata/labels");
            if (Family.isKin(wanted, other)
                    && labels.path(KitLabels.STRATEGY).asText("").equals(LABEL)) {
                deploys.put(labels.path(KitLabels.ID).asText(""), other);
            }
        }
        deploys.remove("");
        return deploys;
    }

    @Override
    public boolean createsOnly(Manifest adapted) {
        return Family.isDeployment(adapted);
    }

    @Override
    public List<Step> leftovers(List<Manifest> adapted, List<ObjectNode> live) {
        return Family.all(adapted, live).stream()
                .flatMap(family -> Stream.concat(family.ofOtherStrategies(LABEL), family.outOfReserve(LABEL, reserve)))
                .toList();
    }
}
