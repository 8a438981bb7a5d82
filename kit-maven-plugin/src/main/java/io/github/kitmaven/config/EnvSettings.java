package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an {@link EnvSource} may need: its options in kit.yaml, the repo's files and the process's environment. */
public final class EnvSettings {
    private final FormatVersion version;
    private final Path root;
    private final Fields options;
    private final RepoFiles files;
    private final Map<String, String> environment;

    EnvSettings(KitYaml kit, EnvPlugin plugin, RepoFiles files, Map<String, String> environment) {
        this.version = kit.version();
        this.root = kit.root();
        this.options = new Fields(plugin.options(), "plugin.options.");
        this.files = files;
        this.environment = Map.copyOf(environment);
    }

    /** {@return the format version of kit.yaml} */
    public FormatVersion version() {
        return version;
    }

    /** {@return all options, as kit.yaml has them} */
    public Mapping options() {
        return options.map();
    }

    /**
     * Reads an option that may be missing.
     *
     * @param option its name
     * @return its text, unless it is missing or empty
     * @throws UserException if it is a list or map
     */
    public Optional<String> text(String option) {
        return options.text(option).filter(text -> !text.isEmpty());
    }

    /**
     * Reads an option.
     *
     * @param option its name
     * @param advice what to do if it is missing
     * @return its text
     * @throws UserException if it is missing or empty, or a list or map
     */
    public String required(String option, String advice) {
        return options.requiredText(option, advice);
    }

    /**
     * Reads an option that is on or off.
     *
     * @param option its name
     * @param otherwise what counts if it is missing
     * @return whether it is on
     * @throws UserException if it is no boolean, in version "3"
     */
    public boolean flag(String option, boolean otherwise) {
        return options.map().get(option).filter(value -> !value.isNull()).isPresent()
                ? options.flag(option, version)
                : otherwise;
    }

    /**
     * Reads an option that counts something.
     *
     * @param option its name
     * @param otherwise what counts if it is missing
     * @return the number, at least 1
     * @throws UserException if it is no whole number above 0
     */
    public int number(String option, int otherwise) {
        return text(option).map(text -> positive(option, text)).orElse(otherwise);
    }

    /**
     * Reads an option that names a file or folder.
     *
     * @param option its name
     * @return its path, absolute, unless the option is missing or empty
     * @throws UserException if it is no path
     */
    public Optional<Path> path(String option) {
        return options.path(option, root);
    }

    /**
     * Refuses options of any other name, in version "3"; version "2" passes over them.
     *
     * @param names the names that have a meaning
     * @throws UserException if there is another
     */
    public void known(String... names) {
        for (String option : options.map().entries().keySet()) {
            if (!version.likeOriginal() && !List.of(names).contains(option)) {
                throw new UserException(Diagnostic.at(
                        options.originOfKey(option),
                        "The option plugin.options." + option + " is not known",
                        Nearest.advice(option, List.of(names))));
            }
        }
    }

    /**
     * Says that an option is wrong.
     *
     * @param option its name
     * @param message what is wrong
     * @param advice what to do
     * @return the exception to throw, which names the place in kit.yaml
     */
    public UserException wrong(String option, String message, String advice) {
        return new UserException(Diagnostic.at(origin(option), message, advice));
    }

    /**
     * Tells where an option stands.
     *
     * @param option its name
     * @return its place in kit.yaml, or that of all options if it is missing
     */
    public Origin origin(String option) {
        return options.originOf(option);
    }

    /**
     * Tells what a message may show of an option.
     *
     * @param option its name
     * @return its text, without what is secret of it; empty if it is missing
     */
    public String shown(String option) {
        return options.shown(option);
    }

    /**
     * Reads a variable of the process.
     *
     * @param variable its name
     * @return its value, unless it is missing or empty
     */
    public Optional<String> environment(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    /** {@return the files of the repo, and of folders that kit.yaml names} */
    public RepoFiles files() {
        return files;
    }

    private int positive(String option, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(option, "plugin.options." + option + " is " + shown(option), "Write a whole number above 0");
    }
}
