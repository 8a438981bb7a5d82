package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.git.WorkingTree;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.sops.Sops;
import java.time.Clock;

/**
 * What a rollback works with.
 *
 * @param clients opens clusters
 * @param remotes opens the deployments repo
 * @param tree reads the checkout of it, and brings it forward
 * @param sops decrypts kit.yaml, if that is encrypted
 * @param pause lets time pass between two attempts to push
 * @param clock tells when it began and how long things took
 * @param console shows the plan, the progress and the result
 */
public record RollbackTools(
        ClusterClients clients,
        Remotes remotes,
        WorkingTree tree,
        Sops sops,
        Pause pause,
        Clock clock,
        Console console) {}
