package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;

/** Finds the branch that is asked for, or else the one that the remote's HEAD names, in what a server advertises. */
record BranchLookup(RemoteAddress address) {

    /** What has to be advertised for it. */
    static String[] prefixes() {
        return new String[] {Constants.HEAD, Constants.R_HEADS};
    }

    /** The branch that is asked for; empty where there is no such one. */
    Optional<Ref> findNamed(FetchConnection server) {
        return address.branch().map(name -> server.getRef(Constants.R_HEADS + name));
    }

    Ref find(FetchConnection server) {
        List<String> branches = server.getRefs().stream()
                .map(Ref::getName)
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()))
                .sorted()
                .toList();
        if (branches.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    repo() + " is empty",
                    "Push a first commit with a kit.yaml to it, for instance from the archetype"));
        }
        return address.branch()
                .map(name -> named(name, server, branches))
                .orElseGet(() -> head(server)
                        .orElseThrow(() -> new UserException(Diagnostic.of(
                                "The HEAD of " + repo() + " names none of its branches",
                                "Set kit.deployments.branch to one of " + listed(branches)))));
    }

    private Ref named(String name, FetchConnection server, List<String> branches) {
        Ref ref = server.getRef(Constants.R_HEADS + name);
        if (ref == null) {
            throw new UserException(Diagnostic.of(
                    repo() + " has no branch " + name, "Set kit.deployments.branch to one of " + listed(branches)));
        }
        return ref;
    }

    private static Optional<Ref> head(FetchConnection server) {
        return Optional.ofNullable(server.getRef(Constants.HEAD))
                .filter(Ref::isSymbolic)
                .map(head -> server.getRef(head.getTarget().getName()));
    }

    private String repo() {
        return "The deployments repo " + address.url();
    }

    private static String listed(List<String> branches) {
        String few = branches.stream().limit(10).collect(Collectors.joining(", "));
        return branches.size() > 10 ? few + ", ..." : few;
    }
}
