package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds sources of environment variables by name: kit's own, and those in jars that the user adds to the plugin. */
final class EnvSources {
    private EnvSources() {}

    static EnvSource find(EnvPlugin plugin) {
        Map<String, EnvSource> sources = all(plugin);
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

    private static Map<String, EnvSource> all(EnvPlugin plugin) {
        Map<String, EnvSource> sources = new TreeMap<>();
        try {
            for (EnvSource source : ServiceLoader.load(EnvSource.class, EnvSource.class.getClassLoader())) {
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
            throw new UserException(
                    Diagnostic.at(
                            plugin.origin(),
                            "A plugin in the <dependencies> of kit-maven-plugin can't be loaded: " + e.getMessage(),
                            "Name a public class with a public constructor without parameters"),
                    e);
        }
        return sources;
    }
}
