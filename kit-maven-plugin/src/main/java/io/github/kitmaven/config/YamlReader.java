package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML text to values, each with its place; whatever is not sound YAML is refused with its place. */
public final class YamlReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final PlainScalar scalars;
    private final boolean layers;

    private YamlReader(PlainScalar scalars, boolean layers) {
        this.scalars = scalars;
        this.layers = layers;
    }

    /**
     * Makes a reader.
     *
     * @param version decides what an unquoted scalar means
     * @return the reader
     */
    public static YamlReader of(FormatVersion version) {
        return new YamlReader(PlainScalar.of(version), false);
    }

    /**
     * Makes a reader of layers, whose lists version "3" lets {@code !append} mark.
     *
     * @param version decides what an unquoted scalar means
     * @return the reader
     */
    public static YamlReader ofLayers(FormatVersion version) {
        return new YamlReader(PlainScalar.of(version), !version.likeOriginal());
    }

    /**
     * Reads a file that holds one document.
     *
     * @param source the file
     * @return the document; empty if the file holds nothing but space and comments
     * @throws UserException if the text is not sound YAML, or holds several documents
     */
    public Optional<Value> one(SourceText source) {
        List<Value> documents = read(source);
        if (documents.size() > 1) {
            throw new UserException(Diagnostic.at(
                    documents.get(1).origin(),
                    "A second YAML document begins here, but this file may hold one only",
                    "Remove the line ---, or move the document to a file of its own"));
        }
        return documents.stream().findFirst();
    }

    /**
     * Reads a file that holds any number of documents.
     *
     * @param source the file
     * @return the documents, in order
     * @throws UserException if the text is not sound YAML
     */
    public List<Value> all(SourceText source) {
        return read(source).stream().filter(value -> !value.isNull()).toList();
    }

    private List<Value> read(SourceText source) {
        if (!source.text().isEmpty() && source.text().charAt(0) == BYTE_ORDER_MARK) {
            throw new UserException(Diagnostic.at(
                    new Origin(source.name(), 1, 1),
                    "The file begins with a byte order mark",
                    "Save it as UTF-8 without a byte order mark"));
        }
        try {
            return documents(source);
        } catch (UserException e) {
            throw withoutSecrets(e, source);
        } catch (MarkedYamlEngineException e) {
            throw withoutSecrets(
                    notYaml(origin(source, e.getProblemMark().or(e::getContextMark)), problem(e), e), source);
        } catch (ReaderException e) {
            int index = source.text().offsetByCodePoints(0, Math.max(0, e.getPosition()));
            String character = String.format("character U+%04X is not allowed", e.getCodePoint());
            throw notYaml(source.originAt(index), character, e);
        } catch (YamlEngineException e) {
            throw notYaml(Origin.of(source.name()), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Value> documents(SourceText source) {
        Iterator<Event> events = new Parse(SETTINGS).parseString(source.text()).iterator();
        List<Value> documents = new ArrayList<>();
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                documents.add(new YamlDocument(source, scalars, events, layers).read());
            }
        }
        return documents;
    }

    /** What is wrong may quote the line where it is; and the library's exception, which shows lines, is left out. */
    private static UserException withoutSecrets(UserException wrong, SourceText source) {
        if (source.secret().isEmpty()) {
            return wrong;
        }
        return new UserException(wrong.diagnostics().stream()
                .map(shown -> shown.origin()
                        .filter(place -> source.isSecret(place.line()))
                        .map(place -> Diagnostic.at(
                                place,
                                "This is not sound YAML once its secret values are filled in",
                                "Quote the value where it is printed, or correct it"))
                        .orElse(shown))
                .toList());
    }

    private static Origin origin(SourceText source, Optional<Mark> mark) {
        return mark.map(at -> new Origin(source.name(), at.getLine() + 1, at.getColumn() + 1))
                .orElse(Origin.of(source.name()));
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null || context.isBlank() ? e.getProblem() : context + " " + e.getProblem();
    }

    private static UserException notYaml(Origin origin, String problem, YamlEngineException cause) {
        String advice = problem.contains("TAB") ? "Indent with spaces, not tabs" : "Correct the YAML here";
        return new UserException(Diagnostic.at(origin, "This is not YAML: " + problem, advice), cause);
    }
}
