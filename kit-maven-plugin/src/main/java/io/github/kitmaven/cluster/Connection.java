package io.github.kitmaven.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a cluster's credentials are.
 *
 * @param cluster the cluster's name in the repo, for messages
 * @param kubeconfig the kubeconfig file; {@code ${env.NAME}} in it is filled in, and relative paths start at its folder
 * @param context the context to use; empty for the file's current one
 */
public record Connection(String cluster, Path kubeconfig, Optional<String> context) {}
