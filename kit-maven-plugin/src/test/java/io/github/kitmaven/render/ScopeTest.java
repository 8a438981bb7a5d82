package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.render.Template.Name;
import io.github.kitmaven.testing.Values;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    private static final Mapping DATA = Values.yaml("{name: web, database: {host: a, port: 1}, web: {host: b}}");

    @ParameterizedTest
    @CsvSource({
        "nam, 'database,name,web'",
        "database.hots, 'database.host,database.port'",
        "databse.host, 'database.host,web.host'",
        "databse.port, database.port",
        "databse.user, 'database,name,web'",
        "database.host.x, ''",
        "webb.length, 'name.length'",
    })
    void theNamesThatCouldBeMeantAreThoseThatLeadSomewhere(String wanted, String names) {
        assertThat(String.join(",", Scope.of(DATA).namesLike(Name.of(wanted, Origin.of("t")))))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "vale, 'database,name,value,web'",
        "databse.host, 'database.host,web.host'",
        "none.of.all, 'database,name,value,web'",
    })
    void thoseOfTheSectionsAroundAreAmongThem(String wanted, String names) {
        Scope inner = Scope.of(DATA).inner(Values.yaml("{name: A, value: 1}"));

        assertThat(inner.namesLike(Name.of(wanted, Origin.of("t"))))
                .containsExactlyElementsOf(List.of(names.split(",")));
    }
}
