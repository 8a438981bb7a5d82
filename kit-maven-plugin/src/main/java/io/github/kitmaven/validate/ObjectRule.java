package io.github.kitmaven.validate;

/** A rule that an object keeps by itself. */
interface ObjectRule {

    /** Adds what is wrong with an object. */
    void check(KubeObject object, Findings findings);
}
