package io.github.kitmaven.config;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which shard is asked for. Nothing is taken from the environment unless the value says {@code auto}: GitLab numbers the
 * jobs of every {@code parallel:}, and a deploy must not leave out clusters because it runs in one.
 *
 * <p>Source of the variables: GitLab's predefined CI/CD variables ({@code CI_NODE_INDEX} counts from 1), and Kubernetes' Jobs
 * of {@code completionMode: Indexed} ({@code JOB_COMPLETION_INDEX} counts from 0).
 */
public final class ShardChoice {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final Pattern AUTO = Pattern.compile("auto(?:/(\\d{1,6}))?");
    private static final String FORMS =
            "Write it as 3/8 for the third of eight shards, as auto in a parallel job of GitLab, or as auto/8 there or in an"
                    + " indexed Job of Kubernetes";

    private final String value;
    private final Map<String, String> environment;

    private ShardChoice(String value, Map<String, String> environment) {
        this.value = value;
        this.environment = environment;
    }

    /**
     * Reads the value of {@code kit.shard}.
     *
     * @param value the value; empty for all clusters
     * @param environment the environment of the process
     * @return the shard; empty where all clusters are meant
     * @throws UserException if the value means no shard
     */
    public static Optional<Shard> of(String value, Map<String, String> environment) {
        return value.isEmpty() ? Optional.empty() : Optional.of(new ShardChoice(value, environment).shard());
    }

    private Shard shard() {
        Matcher plain = PLAIN.matcher(value);
        if (plain.matches()) {
            return shard(Integer.parseInt(plain.group(1)), Integer.parseInt(plain.group(2)), "");
        }
        Matcher auto = AUTO.matcher(value);
        if (auto.matches()) {
            return auto.group(1) == null ? ofGitLab() : of(Integer.parseInt(auto.group(1)));
        }
        throw wrong("which means no shard", FORMS);
    }

    private Shard shard(int index, int total, String from) {
        if (index < 1 || index > total) {
            throw wrong(
                    from
                            + (total < 1
                                    ? "and there is nothing to be had of no shards"
                                    : "and there is no shard " + index + " of " + total),
                    total < 1 ? FORMS : "Shards are counted from 1 to their total, " + total);
        }
        return new Shard(index, total);
    }

    private Shard ofGitLab() {
        Optional<Integer> index = number("CI_NODE_INDEX");
        Optional<Integer> total = number("CI_NODE_TOTAL");
        if (index.isPresent() && total.isPresent()) {
            return shard(index.get(), total.get(), "CI_NODE_INDEX is " + index.get() + ", ");
        }
        if (number("JOB_COMPLETION_INDEX").isPresent()) {
            throw wrong(
                    "and JOB_COMPLETION_INDEX does not tell how many shards there are",
                    "Add the completions of the Job: auto/8");
        }
        throw wrong(
                "and the environment has no CI_NODE_INDEX and CI_NODE_TOTAL",
                "Give the job of GitLab a parallel: of as many shards, or write the shard as 3/8");
    }

    private Shard of(int total) {
        Optional<Integer> gitLabs =
                number("CI_NODE_TOTAL").filter(it -> number("CI_NODE_INDEX").isPresent());
        if (gitLabs.isPresent() && gitLabs.get() != total) {
            throw wrong(
                    "and CI_NODE_TOTAL is " + gitLabs.get(),
                    "Let both be the same, or write auto alone; otherwise clusters would be left out");
        }
        Optional<Integer> index = number("CI_NODE_INDEX");
        if (index.isPresent()) {
            return shard(index.get(), total, "CI_NODE_INDEX is " + index.get() + ", ");
        }
        Optional<Integer> completion = number("JOB_COMPLETION_INDEX");
        if (completion.isPresent()) {
            return shard(
                    completion.get() + 1,
                    total,
                    "JOB_COMPLETION_INDEX, which begins at 0, is " + completion.get() + ", ");
        }
        throw wrong(
                "and the environment has neither CI_NODE_INDEX nor JOB_COMPLETION_INDEX",
                "Run it in a parallel job of GitLab or in a Job of completionMode: Indexed, or write the shard as 3/"
                        + total);
    }

    private Optional<Integer> number(String variable) {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,6}")) {
            throw wrong("and " + variable + " is '" + text + "', which is no number", FORMS);
        }
        return Optional.of(Integer.parseInt(text));
    }

    private UserException wrong(String what, String advice) {
        return new UserException(Diagnostic.of("kit.shard is '" + value + "', " + what, advice));
    }
}
