package io.github.kitmaven.goal;

import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import java.util.Optional;
import java.util.function.Supplier;

/** Who commits: whom the request names, or else the CI server, or else git. */
public final class Committer {
    private static final Person NOBODY = new Person("kit", "kit@localhost");

    private Committer() {}

    /**
     * Finds it out.
     *
     * @param asked what the request says
     * @param ci what the CI server says
     * @param user what git says; asked only where it is needed
     * @return who commits; {@code kit} where nobody is known
     */
    public static Person of(CommitterOptions asked, Optional<CiBuild> ci, Supplier<Optional<Person>> user) {
        return new Person(
                asked.name()
                        .or(() -> ci.flatMap(CiBuild::userName))
                        .or(() -> user.get().map(Person::name))
                        .orElse(NOBODY.name()),
                asked.email()
                        .or(() -> ci.flatMap(CiBuild::userEmail))
                        .or(() -> user.get().map(Person::email))
                        .orElse(NOBODY.email()));
    }
}
