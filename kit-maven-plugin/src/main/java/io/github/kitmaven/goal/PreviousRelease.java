package io.github.kitmaven.goal;

import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which commit a resource is set back to where the user names none: that of the release before the last. Pure. */
final class PreviousRelease {
    private static final String ADVICE = "Give the commit of the deployments repo to go back to with -Dkit.to";

    private final String resource;

    PreviousRelease(String resource) {
        this.resource = resource;
    }

    /**
     * Finds it in the inventories of all clusters.
     *
     * @throws UserException where one knows of none, or they disagree
     */
    String commit(List<ClusterPlan.Ready> clusters) {
        List<Diagnostic> unknown = new ArrayList<>();
        Map<String, String> commits = new TreeMap<>();
        for (ClusterPlan.Ready ready : clusters) {
            List<Release> releases =
                    ready.owned().orElseThrow().stored().inventory().releases();
            try {
                commits.putIfAbsent(
                        commit(ready.cluster().name(), releases),
                        ready.cluster().name());
            } catch (UserException e) {
                unknown.addAll(e.diagnostics());
            }
        }
        if (!unknown.isEmpty()) {
            throw new UserException(unknown);
        }
        if (commits.size() > 1) {
            List<String> each = new ArrayList<>();
            commits.forEach((commit, cluster) -> each.add(shortened(commit) + " in cluster " + cluster));
            throw new UserException(Diagnostic.of(
                    "The release of " + resource + " before the last is not the same everywhere: "
                            + String.join(", ", each),
                    ADVICE + ", or choose clusters with -Dkit.clusters"));
        }
        return commits.keySet().iterator().next();
    }

    /** The newest that ended well with other images than the last has. */
    String commit(String cluster, List<Release> releases) {
        List<Release> ofResource = releases.stream()
                .filter(release -> release.images().containsKey(resource))
                .toList();
        if (ofResource.isEmpty()) {
            throw unknown("The inventory of cluster " + cluster + " has no release of " + resource);
        }
        Release last = ofResource.get(0);
        if (!last.rollback().isEmpty()) {
            throw unknown("The last release of " + resource + " in cluster " + cluster + " was a rollback already, to "
                    + last.rollback());
        }
        return ofResource.stream()
                .filter(release -> release.result() == Release.Result.SUCCEEDED)
                .filter(release -> !release.commit().isEmpty() && !release.dirty())
                .filter(release -> !images(release).equals(images(last)))
                .findFirst()
                .map(Release::commit)
                .orElseThrow(() -> unknown("The inventory of cluster " + cluster + " has no earlier release of "
                        + resource + " that ended well, of a commit, with other images"));
    }

    private Optional<List<String>> images(Release release) {
        return Optional.ofNullable(release.images().get(resource));
    }

    private static UserException unknown(String why) {
        return new UserException(Diagnostic.of(why, ADVICE));
    }

    static String shortened(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
