package io.github.kitmaven.testing;

import io.github.kitmaven.config.EnvRequest;
import io.github.kitmaven.config.EnvSettings;
import io.github.kitmaven.config.EnvSource;
import io.github.kitmaven.config.EnvValues;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A source of variables as a user writes it, found by the ServiceLoader. */
public final class OwnSource implements EnvSource {

    @Override
    public String name() {
        return "own-source";
    }

    @Override
    public Session open(EnvSettings settings) {
        settings.known("greeting", "fails");
        String greeting = settings.required("greeting", "Add what to say");
        boolean fails = settings.flag("fails", false);
        if (greeting.equals("too early")) {
            throw new IllegalStateException(greeting);
        }
        return new Session() {
            @Override
            public EnvValues fetch(EnvRequest request) {
                return answer(request, greeting, fails);
            }

            @Override
            public void close() {
                if (greeting.equals("too late")) {
                    throw new IllegalStateException(greeting);
                }
            }
        };
    }

    private static EnvValues answer(EnvRequest request, String greeting, boolean fails) {
        if (request.name().equals("refused")) {
            throw new UserException(Diagnostic.of("There is nothing for " + request.name(), "Ask for another"));
        }
        if (greeting.equals("needs a jar")) {
            throw new NoClassDefFoundError("com/example/Client");
        }
        if (fails) {
            throw new IllegalStateException(greeting);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        String text = greeting + " " + request.name() + " of " + request.resource() + " in "
                + request.cluster().name() + " at " + request.gitRef().orElse("no commit");
        values.put("env", List.of(Map.of("name", "GREETING", "value", text), Map.of("name", "ON", "value", true)));
        values.put("branch", "next");
        values.put("mixed", new ArrayList<>(Arrays.asList(1, 2.50, null, List.of("deep"))));
        return EnvValues.of(values);
    }
}
