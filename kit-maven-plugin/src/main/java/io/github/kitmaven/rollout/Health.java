package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.rollout.Live.Condition;
import io.github.kitmaven.rollout.Verdict.Failed;
import io.github.kitmaven.rollout.Verdict.Healthy;
import io.github.kitmaven.rollout.Verdict.Progressing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges one live object. The rules are those of kstatus, for built-in kinds and custom resources alike; where a deploy
 * has to know better than they do, the rule says so.
 *
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus">kstatus</a>
 */
public final class Health {
    private static final Set<String> STATELESS_GROUPS =
            Set.of("rbac.authorization.k8s.io", "storage.k8s.io", "scheduling.k8s.io", "admissionregistration.k8s.io");
    private static final Set<String> STATELESS_KINDS = Set.of(
            "/ConfigMap",
            "/Secret",
            "/ServiceAccount",
            "/LimitRange",
            "/Endpoints",
            "batch/CronJob",
            "networking.k8s.io/Ingress",
            "networking.k8s.io/IngressClass",
            "networking.k8s.io/NetworkPolicy");

    private static final String NOT_TAKEN_UP = "the change has not been taken up yet";

    private Health() {}

    /**
     * Whether objects of a kind are healthy as soon as they are there, so that none need be watched.
     *
     * @param group the API group; empty for the core group
     * @param kind the kind
     * @return whether nothing in their status would tell more
     */
    public static boolean isImmediate(String group, String kind) {
        return STATELESS_GROUPS.contains(group) || STATELESS_KINDS.contains(group + "/" + kind);
    }

    /**
     * Judges an object.
     *
     * @param live the object as the cluster has it
     * @param pods the pods of its current revision, where it is a workload
     * @param timing the time by which troubles that may pass are judged
     * @return the verdict
     */
    public static Verdict of(ObjectNode live, List<ObjectNode> pods, Timing timing) {
        return judge(new Live(live), pods.stream().map(Live::new).toList(), List.of(), timing)
                .verdict();
    }

    /**
     * Judges an object, and tells what else is wrong with it.
     *
     * @param object the object as the cluster has it
     * @param pods the pods of its current revision, where it is a workload
     * @param events what the cluster says of it and of its pods
     * @param timing the time by which troubles that may pass are judged
     * @return the verdict, and all troubles
     */
    static Judgement judge(Live object, List<Live> pods, List<Happening> events, Timing timing) {
        if (WorkloadHealth.hasEnded(object)) {
            return new Judgement(ofKind(object, pods), List.of());
        }
        Optional<Verdict> known = general(object);
        if (known.isPresent()) {
            return new Judgement(known.get(), List.of());
        }
        Verdict verdict = ofKind(object, pods);
        if (!(verdict instanceof Progressing) || !timing.health().on()) {
            return new Judgement(verdict, List.of());
        }
        List<Trouble> troubles = Troubles.of(object, pods, events);
        return new Judgement(timing.judge(verdict, troubles), troubles);
    }

    /** What holds for every kind. */
    private static Optional<Verdict> general(Live object) {
        if (object.isBeingDeleted()) {
            return Optional.of(new Failed("it is being deleted"));
        }
        long generation = object.generation();
        long observed = object.status().path("observedGeneration").asLong(generation);
        if (observed < generation) {
            return Optional.of(new Progressing(NOT_TAKEN_UP));
        }
        Optional<Condition> reconciling = object.condition("Reconciling").filter(Condition::isTrue);
        if (reconciling.isPresent()) {
            return reconciling.map(condition -> new Progressing(condition.words()));
        }
        return object.condition("Stalled")
                .filter(condition -> condition.isTrue() && !condition.isOlderThan(generation))
                .map(condition -> new Failed(condition.words()));
    }

    private static Verdict ofKind(Live object, List<Live> pods) {
        return switch (object.group() + "/" + object.kind()) {
            case "apps/Deployment" -> WorkloadHealth.deployment(object);
            case "apps/StatefulSet" -> WorkloadHealth.statefulSet(object);
            case "apps/DaemonSet" -> WorkloadHealth.daemonSet(object);
            case "apps/ReplicaSet" -> WorkloadHealth.replicaSet(object);
            case "batch/Job" -> WorkloadHealth.job(object, pods);
            case "/Pod" -> WorkloadHealth.pod(object);
            case "/PersistentVolumeClaim" -> claim(object);
            case "/Service" -> service(object);
            case "/Namespace" -> namespace(object);
            case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(object);
            case "apiregistration.k8s.io/APIService" -> conditionMet(object, "Available");
            case "policy/PodDisruptionBudget" -> budget(object);
            default -> other(object);
        };
    }

    private static Verdict claim(Live object) {
        String phase = object.status().path("phase").asText("Pending");
        return switch (phase) {
            case "Bound" -> new Healthy("bound");
            // kstatus waits on, but a lost volume never comes back
            case "Lost" -> new Failed("its volume is lost");
            default -> new Progressing("not bound to a volume yet");
        };
    }

    /** As kstatus, this doesn't wait for a load balancer's address: where nobody hands any out, none ever comes. */
    private static Verdict service(Live object) {
        boolean balanced = object.spec().path("type").asText("").equals("LoadBalancer");
        return balanced && object.spec().path("clusterIP").asText("").isEmpty()
                ? new Progressing("no cluster IP yet")
                : new Healthy("in place");
    }

    private static Verdict namespace(Live object) {
        return object.status().path("phase").asText("Active").equals("Active")
                ? new Healthy("active")
                : new Failed("it is being deleted");
    }

    private static Verdict definition(Live object) {
        Optional<Condition> refused = object.condition("NamesAccepted").filter(Condition::isFalse);
        if (refused.isPresent()) {
            return new Failed(refused.get().words());
        }
        Optional<Condition> established = object.condition("Established");
        if (established.filter(Condition::isTrue).isPresent()) {
            return new Healthy("established");
        }
        return established
                .filter(condition -> condition.isFalse() && !condition.reason().equals("Installing"))
                .<Verdict>map(condition -> new Failed(condition.words()))
                .orElse(new Progressing("not established yet"));
    }

    private static Verdict budget(Live object) {
        return object.status().has("observedGeneration") ? new Healthy("in place") : new Progressing(NOT_TAKEN_UP);
    }

    private static Verdict conditionMet(Live object, String type) {
        Optional<Condition> condition = object.condition(type);
        if (condition.filter(Condition::isTrue).isPresent()) {
            return new Healthy(type.toLowerCase(java.util.Locale.ROOT));
        }
        return new Progressing(condition
                .map(Condition::words)
                .filter(words -> !words.isEmpty())
                .orElse("not " + type.toLowerCase(java.util.Locale.ROOT) + " yet"));
    }

    private static Verdict other(Live object) {
        Optional<Condition> ready = object.condition("Ready");
        if (ready.filter(condition -> condition.isOlderThan(object.generation()))
                .isPresent()) {
            return new Progressing(NOT_TAKEN_UP);
        }
        return ready.isPresent() ? conditionMet(object, "Ready") : new Healthy("in place");
    }
}
