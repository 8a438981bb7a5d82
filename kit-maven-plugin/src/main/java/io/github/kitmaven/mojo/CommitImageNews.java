package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.OfFile;
import io.github.kitmaven.goal.CommitImageResult.Several;
import io.github.kitmaven.webhook.ImageNews;
import io.github.kitmaven.webhook.ImageNews.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What webhooks are told of a result: what was committed, and what was held. */
final class CommitImageNews {
    private CommitImageNews() {}

    static List<ImageNews> of(CommitImageResult result) {
        Stream<? extends CommitImageResult> files =
                result instanceof Several several ? several.files().stream() : Stream.of(result);
        return files.filter(OfFile.class::isInstance)
                .map(OfFile.class::cast)
                .flatMap(file -> of(file).stream())
                .toList();
    }

    private static Optional<ImageNews> of(OfFile file) {
        if (file instanceof Committed it) {
            return Optional.of(news(Outcome.COMMITTED, it, it.image(), Optional.of(it.commit()), it.replaced(), ""));
        } else if (file instanceof Held it) {
            return Optional.of(news(
                    Outcome.HELD,
                    it,
                    it.refused(),
                    Optional.empty(),
                    Optional.of(it.image()),
                    "it stays at " + it.image() + ", " + it.hold()));
        }
        return Optional.empty();
    }

    private static ImageNews news(
            Outcome outcome,
            OfFile file,
            String image,
            Optional<String> commit,
            Optional<String> replaced,
            String reason) {
        return new ImageNews(
                outcome,
                Optional.of(image),
                Optional.of(file.file()),
                Optional.of(file.branch()),
                commit,
                replaced,
                reason);
    }
}
