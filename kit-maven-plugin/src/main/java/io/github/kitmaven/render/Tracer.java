package io.github.kitmaven.render;

import io.github.kitmaven.render.Template.Part;

/** Hears of each part of a template before it is printed. This one doesn't listen, and costs nothing. */
class Tracer {
    static final Tracer DEAF = new Tracer();

    /** A text or variable is printed next; {@code offset} is where in the output. */
    void printing(Part part, Scope scope, int offset) {}

    /** What stands in a section or partial is printed next; {@code scope} is that around it. */
    void entering(Part part, Scope scope) {}

    /** The section or partial entered last has been printed. */
    void leaving() {}
}
