package io.github.kitmaven.rollout;

import java.util.List;

/**
 * Where an object stands, and all that is wrong with it, whether or not it counts.
 *
 * @param verdict where it stands
 * @param troubles what is wrong, worst first
 */
record Judgement(Verdict verdict, List<Trouble> troubles) {}
