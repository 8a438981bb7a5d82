package io.github.kitmaven.webhook;

import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.RunReport;

/** Turns what happens into notifications of one format. Bears many threads at once, and only ever puts into an outbox. */
interface Notifier extends RunListener {

    @Override
    default void ended(RunReport report) {}

    /** Hears which clusters there are. */
    default void fleet(FleetNews news) {}

    /** Hears what became of an image file. */
    default void image(ImageNews news) {}
}
