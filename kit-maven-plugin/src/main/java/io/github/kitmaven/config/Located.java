package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;

/**
 * A text of the repo.
 *
 * @param text the text
 * @param origin where it stands
 */
public record Located(String text, Origin origin) {}
