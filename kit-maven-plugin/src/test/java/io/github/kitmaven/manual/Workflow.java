package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A workflow of GitHub Actions, played as GitHub does it: each job in a checkout of its own, step by step, with the artifacts
 * in a folder. What it does not know of workflows is an error.
 */
final class Workflow {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([^}]*?) }}");

    private final Path repo;
    private final Path folder;
    private final Terminal terminal;
    private final Map<String, String> github;
    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private final StringBuilder log = new StringBuilder();

    /**
     * A workflow to play.
     *
     * @param repo the checkout that has it; its remote {@code origin} is what jobs check out
     * @param folder where the jobs work
     * @param terminal has their programs
     * @param github what expressions may ask for, such as {@code github.token}
     */
    Workflow(Path repo, Path folder, Terminal terminal, Map<String, String> github) {
        this.repo = repo;
        this.folder = folder;
        this.terminal = terminal;
        this.github = github;
    }

    /** {@return how each job ended: success, failure, or skipped} */
    Map<String, String> play(String name) throws IOException, InterruptedException {
        Path file = repo.resolve(".github/workflows").resolve(name + ".yaml");
        Map<String, Object> workflow =
                map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        for (Map.Entry<String, Object> job : map(workflow.get("jobs")).entrySet()) {
            outcomes.put(job.getKey(), job(job.getKey(), map(job.getValue())));
        }
        return outcomes;
    }

    /** {@return what all steps said} */
    String log() {
        return log.toString();
    }

    Path artifact(String name) {
        return folder.resolve("artifacts").resolve(name);
    }

    private String job(String name, Map<String, Object> job) throws IOException, InterruptedException {
        boolean ready = job.get("needs") == null || "success".equals(outcomes.get(job.get("needs")));
        if (!goesOn(job, ready, folder, github)) {
            return "skipped";
        }
        List<?> shards =
                (List<?>) map(map(job.getOrDefault("strategy", Map.of())).getOrDefault("matrix", Map.of()))
                        .getOrDefault("shard", List.of(""));
        boolean successful = true;
        for (Object shard : shards) {
            Map<String, String> context = new HashMap<>(github);
            context.put("matrix.shard", shard.toString());
            context.put("strategy.job-total", String.valueOf(shards.size()));
            successful &= steps(name + shard, (List<?>) job.get("steps"), context);
        }
        return successful ? "success" : "failure";
    }

    private boolean steps(String job, List<?> steps, Map<String, String> context)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve(job + "-home"));
        Path work = Files.createDirectories(folder.resolve(job));
        boolean successful = true;
        try (Shell shell = terminal.shell(work, home)) {
            for (Object each : steps) {
                Map<String, Object> step = map(each);
                if (goesOn(step, successful, work, context)) {
                    Shell.Outcome outcome = shell.run(command(step, work, home, context));
                    log.append(outcome.output());
                    successful &= outcome.exit() == 0;
                }
            }
        }
        return successful;
    }

    private String command(Map<String, Object> step, Path work, Path home, Map<String, String> context)
            throws IOException {
        if (step.containsKey("run")) {
            Path script = Files.writeString(
                    Files.createTempFile(home, "step", ".sh"),
                    filled(step.get("run").toString(), context));
            List<String> variables = new ArrayList<>();
            map(step.getOrDefault("env", Map.of()))
                    .forEach((name, value) -> variables.add(name + "='" + filled(value.toString(), context) + "'"));
            return "env GITHUB_ACTIONS=true CI=true GITHUB_REPOSITORY=team/deployments GITHUB_STEP_SUMMARY=" + folder
                    + "/summary.md PLAYED=" + repo.getParent() + " " + String.join(" ", variables) + " bash -e "
                    + script + "\n";
        }
        Map<String, Object> with = map(step.getOrDefault("with", Map.of()));
        Path artifacts = folder.resolve("artifacts");
        return switch (step.get("uses").toString().replaceFirst("@v\\d+$", "")) {
            case "actions/checkout" ->
                "git clone -q " + (Integer.valueOf(0).equals(with.get("fetch-depth")) ? "" : "--depth 1 ") + "file://"
                        + repo.resolveSibling("deployments.git") + " .\n";
            case "actions/setup-java" ->
                "test " + with.get("distribution") + with.get("java-version") + " = temurin17\n";
            case "actions/upload-artifact" -> upload(with, artifacts, context);
            case "actions/download-artifact" ->
                "mkdir -p " + with.get("path") + " && cp -r " + artifacts + "/" + with.get("pattern") + "/. "
                        + with.get("path") + "\n";
            default -> throw new AssertionError("the step " + step + " of " + work + " can't be played");
        };
    }

    /** A folder is kept without itself. What is not there is no failure. */
    private static String upload(Map<String, Object> with, Path artifacts, Map<String, String> context) {
        String to = artifacts.resolve(filled(with.get("name").toString(), context)) + "/";
        StringBuilder commands = new StringBuilder("mkdir -p " + to + "\n");
        with.get("path")
                .toString()
                .lines()
                .forEach(path -> commands.append(
                        "if test -d %1$s; then cp -r %1$s/. %2$s; elif test -e %1$s; then cp %1$s %2$s; fi%n"
                                .formatted(path, to)));
        return commands.toString();
    }

    /** Whether a job or a step runs: as long as all is well, unless its condition says otherwise. */
    private static boolean goesOn(Map<String, Object> what, boolean well, Path work, Map<String, String> context) {
        String condition = what.getOrDefault("if", "success()").toString().replaceFirst("^\\$\\{\\{ (.*) }}$", "$1");
        boolean goesOn = condition.contains("always()") || condition.contains("!cancelled()") || well;
        for (String term : condition.split(" && ")) {
            if (term.contains(" == ")) {
                String[] sides = term.split(" == ");
                goesOn &= value(sides[0], context).equals(value(sides[1], context));
            } else if (term.startsWith("hashFiles('")) {
                goesOn &= Files.exists(work.resolve(term.split("'")[1]));
            } else {
                assertThat(term).isIn("always()", "!cancelled()", "success()");
            }
        }
        return goesOn;
    }

    private static String filled(String text, Map<String, String> context) {
        return EXPRESSION.matcher(text).replaceAll(found -> value(found.group(1), context));
    }

    private static String value(String expression, Map<String, String> context) {
        if (expression.startsWith("'")) {
            return expression.substring(1, expression.length() - 1);
        }
        assertThat(context).containsKey(expression);
        return context.get(expression);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
