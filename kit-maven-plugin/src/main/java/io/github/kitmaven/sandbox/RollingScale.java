package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a rolling update may go in one step.
 *
 * @param wanted how many replicas the Deployment wants
 * @param maxSurge how many there may be above that
 * @param maxUnavailable how many may be missing below that
 */
record RollingScale(int wanted, int maxSurge, int maxUnavailable) {

    static RollingScale of(JsonNode deploymentSpec) {
        int wanted = deploymentSpec.path("replicas").asInt();
        JsonNode limits = deploymentSpec.at("/strategy/rollingUpdate");
        int surge = part(limits.path("maxSurge"), wanted, true);
        int unavailable = part(limits.path("maxUnavailable"), wanted, false);
        return new RollingScale(wanted, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** The size for the new ReplicaSet, given its own and that of all together. */
    int grown(int newSize, int total) {
        if (newSize >= wanted) {
            return wanted;
        }
        return Math.min(wanted, newSize + Math.max(0, wanted + maxSurge - total));
    }

    /** How many replicas of old ReplicaSets that don't work anyway may go. */
    int removableBroken(int total, int newSize, int newAvailable) {
        return Math.max(0, total - (wanted - maxUnavailable) - (newSize - newAvailable));
    }

    /** How many available replicas of old ReplicaSets may go. */
    int removable(int available) {
        return Math.max(0, available - (wanted - maxUnavailable));
    }

    /** A number, or a share of the wanted replicas in percent. */
    private static int part(JsonNode limit, int wanted, boolean up) {
        String text = limit.asText("0");
        if (!text.endsWith("%")) {
            return limit.asInt();
        }
        double share = Integer.parseInt(text.substring(0, text.length() - 1)) * wanted / 100.0;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }
}
