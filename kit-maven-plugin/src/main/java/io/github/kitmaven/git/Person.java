package io.github.kitmaven.git;

/**
 * Who commits.
 *
 * @param name the name
 * @param email the e-mail address
 */
public record Person(String name, String email) {}
