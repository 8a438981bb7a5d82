package io.github.kitmaven.render;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One file of a cluster's manifests.
 *
 * @param name its path in the cluster's folder: its name, in the folder of its namespace if the cluster has namespaces
 * @param text what it holds
 * @param secret where in it values stand that nobody may read
 * @param resource the resource that it belongs to
 * @param source the template or manifest it is made from
 * @param map finds out where its lines come from, by printing it once more
 */
public record RenderedFile(
        String name, String text, SecretRanges secret, String resource, Origin source, Supplier<SourceMap> map) {

    /**
     * Copies a manifest; each line comes from the same line of the source.
     *
     * @param name its name in the cluster's folder
     * @param resource the resource that it belongs to
     * @param manifest the manifest
     */
    public RenderedFile(String name, String resource, SourceText manifest) {
        this(
                name,
                manifest.text(),
                manifest.secret(),
                resource,
                Origin.of(manifest.name()),
                () -> new Copied(manifest));
    }

    /**
     * Names its text for diagnostics.
     *
     * @param label the name
     * @return the text
     */
    public SourceText as(String label) {
        return new SourceText(label, text, secret);
    }

    /**
     * Finds where a line comes from. Whoever asks for many lines of one file asks {@link #map} once.
     *
     * @param line the line, counted from 1
     * @return the line of the template or manifest
     */
    public Origin source(int line) {
        return map.get().source(line, 0);
    }

    /** {@return whether the file holds nothing but space and comments} */
    public boolean isEmpty() {
        return text.lines()
                .allMatch(line -> line.isBlank()
                        || line.stripLeading().startsWith("#")
                        || line.strip().equals("---"));
    }

    /** {@return the namespace whose layer it is rendered with; empty if the cluster has none} */
    public String namespace() {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    /** {@return the file without its text, which may hold secrets} */
    @Override
    public String toString() {
        return name + " of " + resource + " from " + source;
    }

    private record Copied(SourceText manifest) implements SourceMap {

        @Override
        public Origin source(int line, int column) {
            return new Origin(manifest.name(), line, column);
        }

        @Override
        public PrintedLine line(int line) {
            Mapping nothing = new Mapping(Map.of(), Origin.of(manifest.name()), List.of());
            List<String> lines = manifest.shown().lines().toList();
            String shown = lines.isEmpty() ? "" : lines.get(Math.min(line, lines.size()) - 1);
            return new PrintedLine(shown, source(line, 0), nothing, List.of(), List.of());
        }
    }
}
