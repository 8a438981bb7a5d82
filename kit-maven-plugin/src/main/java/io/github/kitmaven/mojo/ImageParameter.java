package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of {@code <images>}: {@code <image>name:tag</image>}, or an {@code <image>} with elements of these names. */
public final class ImageParameter {
    private @Nullable String name;
    private @Nullable String registry;
    private @Nullable String repository;
    private @Nullable String tag;

    /** Takes the full name alone; Maven calls it. */
    public void set(String value) {
        name = value;
    }

    ImageOptions options() {
        return new ImageOptions(given(name), given(registry), given(repository), given(tag));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@return the image as the debug log of Maven shows it} */
    @Override
    public String toString() {
        return options().toString();
    }
}
