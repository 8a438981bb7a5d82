package io.github.kitmaven.config;

import io.github.kitmaven.config.EnvSource.Session;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds sources of environment variables by name: kit's own, and those in jars that the user adds to the plugin. */
final class EnvSources {
    private EnvSources() {}

    /** Finds the source that kit.yaml chooses, and prepares it for one run. */
    static Session open(EnvPlugin plugin, EnvSettings settings) {
        EnvSource source = find(plugin);
        try {
            return source.open(settings);
        } catch (KitException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new EnvironmentException(
                    Diagnostic.at(
                            plugin.origin(),
                            "The plugin " + plugin.name() + " failed before the first question: " + harmless(e),
                            "Mend the plugin, or let it throw a UserException that says what is wrong"),
                    null);
        }
    }

    static EnvSource find(EnvPlugin plugin) {
        return find(plugin, EnvSource.class.getClassLoader());
    }

    static EnvSource find(EnvPlugin plugin, ClassLoader loader) {
        Map<String, EnvSource> sources = all(plugin, loader);
        EnvSource source = sources.get(plugin.name());
        if (source == null) {
            throw new UserException(
                    Diagnostic.at(
                            plugin.origin(),
                            "The plugin " + plugin.written() + " is not known; there is "
                                    + String.join(", ", sources.keySet()),
                            Nearest.to(plugin.nameToShow(), sources.keySet())
                                    .map(nearest -> "The nearest name is " + nearest)
                                    .orElse(
                                            "Name one of these, or add the jar of yours to the <dependencies> of kit-maven-plugin")));
        }
        return source;
    }

    /**
     * Tells of a fault in another's code. Its message may show what must not be shown, so only its class is named; but where
     * a class can't be linked, the message is Java's own and says which.
     */
    static String harmless(Throwable fault) {
        return fault instanceof LinkageError
                ? fault.toString()
                : fault.getClass().getName();
    }

    private static Map<String, EnvSource> all(EnvPlugin plugin, ClassLoader loader) {
        Map<String, EnvSource> sources = new TreeMap<>();
        try {
            for (EnvSource source : ServiceLoader.load(EnvSource.class, loader)) {
                EnvSource other = sources.putIfAbsent(source.name(), source);
                if (other != null) {
                    throw new UserException(Diagnostic.at(
                            plugin.origin(),
                            "Two plugins are named " + source.name() + ": "
                                    + other.getClass().getName() + " and "
                                    + source.getClass().getName(),
                            "Rename yours"));
                }
            }
        } catch (ServiceConfigurationError e) {
            String why = e.getCause() == null ? "" : ", " + harmless(e.getCause());
            throw unloadable(
                    plugin,
                    e.getMessage() + why,
                    "Name in META-INF/services of its jar a public class with a public constructor without parameters");
        } catch (LinkageError e) {
            throw unloadable(
                    plugin,
                    e.toString(),
                    "Build it for Java 17, and add the jars that it needs to <dependencies>, too");
        }
        return sources;
    }

    private static UserException unloadable(EnvPlugin plugin, String why, String advice) {
        return new UserException(Diagnostic.at(
                plugin.origin(), "A plugin in the <dependencies> of kit-maven-plugin can't be loaded: " + why, advice));
    }
}
