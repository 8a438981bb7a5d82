package io.github.kitmaven.sandbox;

/**
 * A request that the sandbox was sent.
 *
 * @param method the HTTP method
 * @param path the path, without the query
 * @param query the raw query; empty where there was none
 * @param dryRun whether the client asked that nothing be kept
 */
public record ServedRequest(String method, String path, String query, boolean dryRun) {}
