package io.github.kitmaven.plan;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import java.util.List;
import java.util.Set;

/**
 * What a deploy does with one object, and why.
 *
 * @param manifest the object as it will be applied
 * @param action what is done
 * @param reason why, in a few words
 * @param changes the fields that change, as the server answered to a dry run
 * @param takesOver whether fields are taken from another manager
 * @param unchecked whether the server could not check it yet, because what it needs comes with the same deploy
 * @param handovers what must change about the owners of the live object's fields before it is applied
 */
public record Step(
        Manifest manifest,
        Action action,
        String reason,
        List<FieldChange> changes,
        boolean takesOver,
        boolean unchecked,
        Set<Handover> handovers) {
    /** Why nothing is done with most objects. */
    public static final String AS_WANTED = "as wanted";

    /** Why most objects are created. */
    public static final String NOT_THERE = "not in the cluster";

    /**
     * A step that is applied as it is.
     *
     * @param manifest the object as it will be applied
     * @param action what is done
     * @param reason why, in a few words
     * @param changes the fields that change
     * @param takesOver whether fields are taken from another manager
     * @param unchecked whether the server could not check it yet
     */
    public Step(
            Manifest manifest,
            Action action,
            String reason,
            List<FieldChange> changes,
            boolean takesOver,
            boolean unchecked) {
        this(manifest, action, reason, changes, takesOver, unchecked, Set.of());
    }

    /** {@return the object's key} */
    public ManifestKey key() {
        return manifest.key();
    }

    /**
     * An object that nothing is done with.
     *
     * @param manifest the object
     * @return its step
     */
    public static Step unchanged(Manifest manifest) {
        return unchanged(manifest, AS_WANTED);
    }

    /**
     * An object that nothing is done with, for another reason than that it is as wanted.
     *
     * @param manifest the object
     * @param reason why nothing is done
     * @return its step
     */
    public static Step unchanged(Manifest manifest, String reason) {
        return new Step(manifest, Action.UNCHANGED, reason, List.of(), false, false);
    }

    /**
     * An object that is changed in a way that is known without asking the cluster.
     *
     * @param manifest the object as it will be applied
     * @param reason why
     * @param changes the fields that change
     * @return its step
     */
    public static Step update(Manifest manifest, String reason, List<FieldChange> changes) {
        return new Step(manifest, Action.UPDATE, reason, changes, false, false);
    }

    /**
     * An object that differs and is left alone.
     *
     * @param manifest the object
     * @param reason why it is left alone
     * @return its step
     */
    public static Step skip(Manifest manifest, String reason) {
        return new Step(manifest, Action.SKIP, reason, List.of(), false, false);
    }

    /**
     * An object that the cluster has and the repo no longer wants.
     *
     * @param live the object as the cluster has it
     * @param reason why it goes
     * @return its step
     */
    public static Step delete(Manifest live, String reason) {
        return new Step(live, Action.DELETE, reason, List.of(), false, false);
    }

    /**
     * An object that the cluster lacks.
     *
     * @param manifest the object
     * @param unchecked whether the server could not check it yet
     * @return its step
     */
    public static Step create(Manifest manifest, boolean unchecked) {
        return new Step(manifest, Action.CREATE, NOT_THERE, List.of(), false, unchecked);
    }

    /**
     * An object that the cluster had, and lacks now although nobody took it out of the repo.
     *
     * @param manifest the object
     * @param unchecked whether the server could not check it yet
     * @return its step
     */
    public static Step createAgain(Manifest manifest, boolean unchecked) {
        return new Step(manifest, Action.CREATE, "drift: deleted by hand", List.of(), false, unchecked);
    }

    /**
     * An object that is as wanted, and is applied all the same.
     *
     * @param manifest the object
     * @param handovers what must change about the owners of its fields
     * @return its step
     */
    public static Step again(Manifest manifest, Set<Handover> handovers) {
        return new Step(manifest, Action.UPDATE, "applied again, as asked for", List.of(), false, false, handovers);
    }

    /**
     * Replaces the object.
     *
     * @param other the object as it will be applied
     * @return the same step with it
     */
    public Step of(Manifest other) {
        return new Step(other, action, reason, changes, takesOver, unchecked, handovers);
    }

    /**
     * Adds a reason.
     *
     * @param more the reason
     * @return the same step with it
     */
    public Step because(String more) {
        return new Step(manifest, action, reason + "; " + more, changes, takesOver, unchecked, handovers);
    }
}
