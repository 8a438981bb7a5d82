package io.github.kitmaven.explain;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.explain.Explained.Role;
import io.github.kitmaven.explain.Explained.Tag;
import io.github.kitmaven.explain.ValuePath.Stop;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.render.PrintedName;
import io.github.kitmaven.render.RenderedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which layers set the values that a template sees, from what each value remembers of its merge. */
public final class Explainer {
    private final KitYaml kit;
    private final NamespaceConfig namespace;
    private final Origin resource;

    /**
     * Prepares for one resource of one cluster.
     *
     * @param kit the repo
     * @param namespace the cluster and namespace, layers merged
     * @param resource where the resource stands; the vars' place where none is meant
     */
    public Explainer(KitYaml kit, NamespaceConfig namespace, Origin resource) {
        this.kit = kit;
        this.namespace = namespace;
        this.resource = resource;
    }

    /**
     * Prepares for what a rendered file was printed from.
     *
     * @param kit the repo
     * @param cluster the cluster that it was rendered for
     * @param file the file
     * @return the explainer of its resource and namespace
     */
    public static Explainer of(KitYaml kit, ClusterConfig cluster, RenderedFile file) {
        NamespaceConfig namespace = cluster.namespaces().stream()
                .filter(it -> it.namespace().equals(file.namespace()))
                .findFirst()
                .orElseThrow();
        Origin resource = Optional.ofNullable(namespace.resources().get(file.resource()))
                .map(Value::origin)
                .orElse(namespace.vars().origin());
        return new Explainer(kit, namespace, resource);
    }

    /**
     * Explains the value that a path leads to.
     *
     * @param path the path
     * @param data what the templates see
     * @param where what {@code data} are, for the error message
     * @return the value and all that set it
     * @throws io.github.kitmaven.problem.UserException if the path leads nowhere
     */
    public Explained explain(ValuePath path, Mapping data, String where) {
        return explain(path.follow(data, where), Role.ASKED, Optional.empty());
    }

    /**
     * Explains a name that a template printed, or asked for in a section.
     *
     * @param name the name
     * @param role which of the two
     * @param data what the template saw
     * @return the value and all that set it
     */
    public Explained explain(PrintedName name, Role role, Mapping data) {
        Optional<ValuePath> path = name.value().flatMap(value -> ValuePath.to(data, value));
        Optional<Tag> tag = Optional.of(new Tag(name.text(), name.tag()));
        if (path.isPresent()) {
            return explain(path.get().follow(data, ""), role, tag);
        }
        List<Setting> settings = name.value().stream()
                .map(value -> new Setting(
                        Layer.of(kit, namespace, value.origin()), value, true, "made of this while printing"))
                .toList();
        return new Explained(name.text(), role, tag, name.value(), false, settings);
    }

    private Explained explain(List<Stop> way, Role role, Optional<Tag> tag) {
        String path = String.join(".", way.stream().skip(1).map(Stop::step).toList());
        Value value = last(way).value();
        boolean secret =
                Secrecy.isExternal(way.get(way.size() - 2).value(), last(way).step());
        return new Explained(path, role, tag, Optional.of(value), secret, settings(way));
    }

    private List<Setting> settings(List<Stop> way) {
        Value value = last(way).value();
        List<Setting> settings = new ArrayList<>();
        settings.add(setting(value, true, Derivation.note(way, resource)));
        value.overridden().forEach(other -> settings.add(setting(other, false, merged(way, other))));
        replacedLists(way).forEach(other -> settings.add(setting(other, false, "the whole list was replaced")));
        hiddenVar(way)
                .forEach(other -> settings.add(
                        setting(other, false, "kit's own " + way.get(1).step() + " hides it")));
        return sorted(settings);
    }

    private Setting setting(Value value, boolean holds, String note) {
        return new Setting(Layer.of(kit, namespace, value.origin()), value, holds, note);
    }

    /** Words what became of a lower layer's value where it was not simply overridden. */
    private String merged(List<Stop> way, Value other) {
        Value value = last(way).value();
        if (other.isNull()) {
            return "a null overrides nothing";
        }
        if (value instanceof Mapping && other instanceof Mapping) {
            return "merged in";
        }
        if (value instanceof Sequence list && other instanceof Sequence lower) {
            if (beginsWith(list, lower)) {
                return "appended to";
            }
            return last(way).step().equals("env")
                    ? "merged in by name"
                    : kit.version().likeOriginal() ? "merged in by index" : "the whole list was replaced";
        }
        return "";
    }

    private static boolean beginsWith(Sequence list, Sequence lower) {
        int size = lower.elements().size();
        return !lower.elements().isEmpty()
                && list.elements().size() > size
                && list.elements().subList(0, size).equals(lower.elements());
    }

    /**
     * The order of the merge, which begins with the value that holds, but above that the nulls of higher layers. Each place
     * once, for an environment list is merged with itself where there is an environment file.
     */
    private static List<Setting> sorted(List<Setting> settings) {
        Layer holder = settings.get(0).layer();
        Map<Origin, Setting> places = new LinkedHashMap<>();
        settings.stream()
                .filter(setting -> setting.value().isNull() && setting.layer().compareTo(holder) < 0)
                .sorted(Comparator.comparing(Setting::layer))
                .forEach(setting -> places.putIfAbsent(setting.origin(), setting));
        settings.forEach(setting -> places.putIfAbsent(setting.origin(), setting));
        return List.copyOf(places.values());
    }

    /** What the lists of lower layers had in this place; an element of a list that was replaced remembers none of it. */
    private List<Value> replacedLists(List<Stop> way) {
        List<Value> found = new ArrayList<>();
        for (int i = 1; i < way.size() - 1; i++) {
            boolean whole = !kit.version().likeOriginal() && !way.get(i).step().equals("env");
            if (whole && way.get(i).value() instanceof Sequence list) {
                Stop element = way.get(i + 1);
                List<String> rest = way.stream().skip(i + 2).map(Stop::step).toList();
                for (Value other : list.overridden()) {
                    counterpart(list, element, other)
                            .flatMap(it -> walk(it, rest))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The element of a replaced list that stands for one of the list that holds: by its name, else by its index. */
    private static Optional<Value> counterpart(Sequence list, Stop element, Value other) {
        if (!(other instanceof Sequence lower) || lower.elements().stream().anyMatch(list.elements()::contains)) {
            return Optional.empty();
        }
        Optional<String> name = ValuePath.name(element.value());
        return name.isPresent()
                ? lower.elements().stream()
                        .filter(it -> ValuePath.name(it).equals(name))
                        .findFirst()
                : walk(lower, List.of(element.step()));
    }

    private static Optional<Value> walk(Value from, List<String> steps) {
        Optional<Value> value = Optional.of(from);
        for (String step : steps) {
            value = value.flatMap(it -> it instanceof Mapping mapping
                    ? mapping.get(step)
                    : it instanceof Sequence list && step.matches("\\d{1,9}")
                            ? list.elements().stream()
                                    .skip(Integer.parseInt(step))
                                    .findFirst()
                            : Optional.empty());
        }
        return value;
    }

    /** What the vars say in a place that the resource's own name, branch or container takes. */
    @SuppressWarnings("ReferenceEquality") // the same value, not an equal one
    private List<Value> hiddenVar(List<Stop> way) {
        Optional<Value> ours = namespace.vars().get(way.get(1).step());
        boolean same = ours.filter(it -> it == way.get(1).value()).isPresent();
        if (same) {
            return List.of();
        }
        Value value = last(way).value();
        return ours.flatMap(it -> walk(it, way.stream().skip(2).map(Stop::step).toList()))
                .filter(it -> it != value)
                .map(it -> {
                    List<Value> all = new ArrayList<>(List.of(it));
                    all.addAll(it.overridden());
                    return all;
                })
                .orElse(List.of());
    }

    private static Stop last(List<Stop> way) {
        return way.get(way.size() - 1);
    }
}
