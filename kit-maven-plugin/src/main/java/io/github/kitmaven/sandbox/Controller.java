package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings the world in line with one object. Called again whenever the object, or one that it owns, has changed. */
interface Controller {
    void reconcile(ObjectNode object);

    /** Clears up after an object that has gone. */
    default void gone(ObjectNode last) {}
}
