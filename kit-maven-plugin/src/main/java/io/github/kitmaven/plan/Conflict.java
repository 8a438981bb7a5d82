package io.github.kitmaven.plan;

/**
 * A field that kit wants and another manager owns with another value.
 *
 * @param field the field, such as {@code .spec.replicas}
 * @param manager the other manager, such as {@code kubectl-edit}
 */
public record Conflict(String field, String manager) {

    /** {@return whether a person did it by hand: kubectl's managers all begin with its name} */
    boolean byHand() {
        return byHand(manager);
    }

    static boolean byHand(String manager) {
        return manager.equals("kubectl") || manager.startsWith("kubectl-");
    }
}
