package io.github.kitmaven.plan;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import java.util.List;

/**
 * What a deploy does with one object, and why.
 *
 * @param manifest the object as it will be applied
 * @param action what is done
 * @param reason why, in a few words
 * @param changes the fields that change, as the server answered to a dry run
 * @param takesOver whether fields are taken from another manager
 * @param unchecked whether the server could not check it yet, because what it needs comes with the same deploy
 */
public record Step(
        Manifest manifest,
        Action action,
        String reason,
        List<FieldChange> changes,
        boolean takesOver,
        boolean unchecked) {

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
        return new Step(manifest, Action.UNCHANGED, "as wanted", List.of(), false, false);
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
        return new Step(manifest, Action.CREATE, "not in the cluster", List.of(), false, unchecked);
    }

    /**
     * An object that is as wanted, and is applied all the same.
     *
     * @param manifest the object
     * @return its step
     */
    public static Step again(Manifest manifest) {
        return new Step(manifest, Action.UPDATE, "applied again, as asked for", List.of(), false, false);
    }
}
