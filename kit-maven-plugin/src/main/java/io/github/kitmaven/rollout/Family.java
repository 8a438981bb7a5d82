package io.github.kitmaven.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods and ReplicaSets by whom they belong to, so that news of one costs no look at all the others. */
final class Family {
    private final Map<String, Live> byUid = new HashMap<>();
    private final Map<String, Map<String, Live>> children = new HashMap<>();

    void put(Live object) {
        remove(object.uid());
        byUid.put(object.uid(), object);
        object.controller()
                .ifPresent(owner -> children.computeIfAbsent(owner, uid -> new LinkedHashMap<>())
                        .put(object.uid(), object));
    }

    void remove(String uid) {
        Optional.ofNullable(byUid.remove(uid))
                .flatMap(Live::controller)
                .flatMap(owner -> Optional.ofNullable(children.get(owner)))
                .ifPresent(siblings -> siblings.remove(uid));
    }

    /** The uid of what an object belongs to in the end: a Deployment's, for its ReplicaSets and their pods. */
    String head(String uid) {
        String head = uid;
        Optional<String> above = controller(head);
        while (above.isPresent()) {
            head = above.get();
            above = controller(head);
        }
        return head;
    }

    /** The pods of the workload's current revision. */
    List<Live> pods(Live workload) {
        List<Live> own = children(workload.uid());
        Collection<Live> pods = workload.isOf("apps", "Deployment")
                ? own.stream().flatMap(set -> children(set.uid()).stream()).toList()
                : own;
        return Revision.pods(workload, own, pods);
    }

    private List<Live> children(String uid) {
        return List.copyOf(children.getOrDefault(uid, Map.of()).values());
    }

    private Optional<String> controller(String uid) {
        return Optional.ofNullable(byUid.get(uid)).flatMap(Live::controller);
    }
}
