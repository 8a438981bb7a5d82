package io.github.kitmaven.mojo;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitCommitHistory;
import io.github.kitmaven.goal.OwnerOptions;
import io.github.kitmaven.inventory.Budget;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.inventory.Run;
import io.github.kitmaven.model.Later;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that talk to clusters need to know of what kit has there, and of who asks. */
abstract class OwnerMojo extends DeploymentsRepoMojo {

    /**
     * Deletes from the clusters what is no longer in the repo: only objects that the inventory lists, that are still kit's,
     * and that nothing else owns. A run that takes a part of the repo only ({@code resources}, {@code selector},
     * {@code manifests}, {@code createOnly}) deletes nothing, and nothing is deleted from a cluster whose folder is gone or
     * disabled. Without it, what is left over is told and stays.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.prune", defaultValue = "false")
    private boolean prune;

    /**
     * How many objects one run may delete from one cluster: a number, a share of all that kit has there, or both, of which
     * the greater counts. Where more would go, nothing is written to any cluster. What earlier runs of a Job left behind
     * does not count.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.prune.budget", defaultValue = "5,20%")
    private String pruneBudget;

    /**
     * Kinds that {@code prune} deletes although others, or data, go with their objects: {@code Namespace},
     * {@code PersistentVolumeClaim}, {@code CustomResourceDefinition}; separated by commas.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.prune.kinds")
    private @Nullable String pruneKinds;

    /**
     * The name of the ConfigMap, in each cluster's namespace, that keeps the inventory: what kit has there, and its last
     * releases. Two repos that deploy to one namespace need a name each.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.inventory", defaultValue = "kit")
    private String inventory;

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private @Nullable String version;

    private final Supplier<String> who = new Later<>(this::user);

    /**
     * Reads the parameters.
     *
     * @param whole whether the run is about all that the repo has
     */
    final OwnerOptions owner(boolean whole) {
        return new OwnerOptions(
                run(new JGitCheckouts()),
                inventoryName(),
                whole,
                allowOlder(),
                new PruneOptions(prune, budget(), kinds()),
                lease(),
                text(version).isEmpty() ? "0.0.0" : text(version));
    }

    /** {@return whether an older commit may be deployed over a newer one; only a deploy asks} */
    boolean allowOlder() {
        return false;
    }

    /** {@return how runs keep out of each other's way; only a deploy has to} */
    LeaseOptions lease() {
        return LeaseOptions.DEFAULT;
    }

    private Run run(JGitCheckouts git) {
        Optional<Checkout.Head> head = git.at(basedir()).flatMap(Checkout::head);
        return new Run(head, head.isPresent() && git.isDirty(basedir()), who.get(), new JGitCommitHistory(basedir()));
    }

    /** {@return tells who runs this, as people know them; to ask git takes a new process long} */
    final Supplier<String> who() {
        return who;
    }

    private String user() {
        return CiBuild.in(System.getenv())
                .flatMap(CiBuild::userName)
                .or(() -> new JGitCheckouts().user(basedir()).map(Person::name))
                .orElse(System.getProperty("user.name", "somebody"));
    }

    private String inventoryName() {
        if (!inventory.matches("[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?")) {
            throw new UserException(Diagnostic.of(
                    "kit.inventory is '" + inventory + "', which is no name of a ConfigMap",
                    "Write it in lower-case letters, digits and -"));
        }
        return inventory;
    }

    private Budget budget() {
        return Budget.parse(pruneBudget)
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "kit.prune.budget is '" + pruneBudget + "'",
                        "Write it as a number of objects, a share, or both: 5, 20%, or 5,20%")));
    }

    private Set<String> kinds() {
        Set<String> kinds = Stream.of(text(pruneKinds).split(","))
                .map(String::strip)
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toSet());
        kinds.forEach(kind -> Choice.of(
                "kit.prune.kinds",
                kind,
                PruneOptions.PROTECTED.stream().sorted().toArray(String[]::new)));
        return kinds;
    }
}
