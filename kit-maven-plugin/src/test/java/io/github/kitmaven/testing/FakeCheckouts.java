package io.github.kitmaven.testing;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.Person;
import java.nio.file.Path;
import java.util.Optional;

/** A machine on which every folder is in the one checkout given, or in none. */
public record FakeCheckouts(Optional<Checkout> checkout, Optional<Person> person) implements Checkouts {

    public static FakeCheckouts none() {
        return new FakeCheckouts(Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<Checkout> at(Path folder) {
        return checkout;
    }

    @Override
    public boolean isDirty(Path folder) {
        return false;
    }

    @Override
    public Optional<Person> user(Path folder) {
        return person;
    }
}
