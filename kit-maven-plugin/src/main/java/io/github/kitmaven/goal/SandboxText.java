package io.github.kitmaven.goal;

import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.report.TextTable;
import io.github.kitmaven.sandbox.AnsweredRequest;
import io.github.kitmaven.sandbox.Kubeconfig.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code kit:sandbox} says: where its sandboxes are, what to type to use them, what they are asked. */
final class SandboxText {
    private static final List<String> HEAD = List.of("CLUSTER", "CONTEXT", "NAMESPACE", "URL");

    private final SandboxRequest request;
    private final SandboxFolder folder;
    private final List<Context> contexts;

    SandboxText(SandboxRequest request, SandboxFolder folder, List<Context> contexts) {
        this.request = request;
        this.folder = folder;
        this.contexts = contexts;
    }

    List<String> lines() {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        contexts.forEach(context -> rows.add(List.of(
                context.name(),
                context.name(),
                context.namespace(),
                context.url().toString())));
        List<String> lines = new ArrayList<>(TextTable.of(rows));
        String one = contexts.get(0).name();
        lines.add("To look at " + (contexts.size() == 1 ? "it" : "them") + " with kubectl, in another terminal:");
        lines.add("  export KUBECONFIG=" + quoted(folder.allContexts().toString()));
        lines.add("  kubectl --context " + one + " get pods -A");
        lines.add("To deploy there, one of:");
        lines.add("  mvn kit:deploy -Dkit.sandbox=true" + chosen());
        lines.add("  mvn kit:deploy -Dkit.kubeconfig=" + quoted(inRepo(folder.kubeconfigs())) + chosen());
        lines.add("To let things go wrong meanwhile, and to end that:");
        lines.add("  echo " + one + ":status=500@30% >> " + quoted(inRepo(folder.faults())));
        lines.add("  rm " + quoted(inRepo(folder.faults())));
        if (!request.faults().isBlank()) {
            lines.add(faults(request.faults()));
        }
        lines.add((contexts.size() == 1 ? "It runs " : "They run ")
                + request.time().map(time -> "for " + time.toSeconds() + " s").orElse("until Ctrl-C") + ".");
        return lines;
    }

    /** Says that it is over. */
    static String ended(int sandboxes, Path folder) {
        String who =
                sandboxes == 1 ? "The sandbox has ended; what is in it" : "The sandboxes have ended; what is in them";
        return who + " is kept in " + folder + ".";
    }

    /** Says what goes wrong from now on. */
    static String faults(String text) {
        String wrong = text.lines()
                .map(line -> line.split("#", 2)[0].strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(","));
        return wrong.isEmpty() ? "Nothing goes wrong now." : "What goes wrong now: " + wrong + ".";
    }

    /** Says in a line what was asked, and what came of it. */
    static String request(String cluster, AnsweredRequest answered) {
        String status = answered.status() == 0 ? "no answer" : Integer.toString(answered.status());
        return cluster + ": " + answered.manager() + " " + answered.verb() + " "
                + object(answered.request().path()) + (answered.request().dryRun() ? " (dry run)" : "") + ": "
                + status;
    }

    /** {@code deployments shop/web}, of its path; a new one's name is not in it. */
    private static String object(String path) {
        List<String> parts =
                Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
        int start = path.startsWith("/api/") ? 2 : 3;
        if (parts.size() <= start) {
            return path;
        }
        List<String> rest = parts.subList(start, parts.size());
        boolean inNamespace = rest.size() > 2 && rest.get(0).equals("namespaces");
        List<String> names = inNamespace ? rest.subList(2, rest.size()) : rest;
        String name = names.size() > 1 ? (inNamespace ? rest.get(1) + "/" : "") + names.get(1) : "";
        String place = name.isEmpty() && inNamespace ? "in " + rest.get(1) : name;
        String part = names.size() > 2 ? " (" + names.get(2) + ")" : "";
        return (names.get(0) + " " + place).strip() + part;
    }

    /** The same clusters for another goal: of others the kubeconfigs here know nothing. */
    private String chosen() {
        return Stream.of(request.selection().clusters(), request.selection().types())
                .filter(filter -> !filter.isOpen())
                .map(SandboxText::option)
                .collect(Collectors.joining());
    }

    private static String option(NameFilter filter) {
        return " -D" + filter.property() + "=" + quoted(String.join(",", filter.patterns()));
    }

    private String inRepo(Path path) {
        return path.startsWith(request.repo()) ? request.repo().relativize(path).toString() : path.toString();
    }

    private static String quoted(String word) {
        return word.matches("[-\\w./:,=@\\\\]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
