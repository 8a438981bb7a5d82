package io.github.kitmaven.image;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Words what is wrong with a YAML file, with its place. */
record YamlProblem(String file) {

    UserException at(Optional<Mark> mark, String message, String advice) {
        return new UserException(Diagnostic.at(origin(mark), message, advice));
    }

    UserException of(YamlEngineException fault) {
        Optional<Mark> mark = Optional.empty();
        String problem = String.valueOf(fault.getMessage());
        if (fault instanceof MarkedYamlEngineException marked) {
            mark = marked.getProblemMark();
            problem = marked.getProblem();
        }
        return new UserException(
                Diagnostic.at(
                        origin(mark),
                        "This is not YAML: " + problem.lines().findFirst().orElse(""),
                        "Mend the file in the deployments repo"),
                fault);
    }

    Origin origin(Optional<Mark> mark) {
        return mark.map(m -> new Origin(file, m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> Origin.of(file));
    }
}
