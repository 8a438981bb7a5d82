package io.github.kitmaven.rollout;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where one object stands. */
public sealed interface Verdict {

    /** {@return why, in words for people, without a full stop} */
    String reason();

    /**
     * Hides secrets that the cluster quotes.
     *
     * @param mask hides them in a text
     * @return the same verdict, with a reason that anyone may read
     */
    default Verdict masked(UnaryOperator<String> mask) {
        String words = mask.apply(reason());
        if (this instanceof Failed failed) {
            return new Failed(words, failed.certainty());
        }
        return this instanceof Progressing progressing
                ? new Progressing(words, progressing.failsAt())
                : new Healthy(words);
    }

    /**
     * As desired.
     *
     * @param reason why
     */
    record Healthy(String reason) implements Verdict {}

    /**
     * Under way.
     *
     * @param reason what is still missing
     * @param failsAt when this becomes a failure if nothing changes; empty where it may go on
     */
    record Progressing(String reason, Optional<Instant> failsAt) implements Verdict {

        /**
         * Under way, without a limit of its own.
         *
         * @param reason what is still missing
         */
        public Progressing(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * Waiting longer would not help, or is not allowed.
     *
     * @param reason what is wrong
     * @param certainty how sure it is that more patience would not have helped
     */
    record Failed(String reason, Certainty certainty) implements Verdict {

        /**
         * Waiting longer would not help.
         *
         * @param reason what is wrong
         */
        public Failed(String reason) {
            this(reason, Certainty.STUCK);
        }

        /** How sure it is that more patience would not have helped; the surest first. */
        public enum Certainty {
            /** Waiting can't heal it. */
            STUCK,
            /** It might have healed, but did not within its grace. */
            OUTLASTED_GRACE,
            /** It was under way when its time was over. */
            TIMED_OUT,
            /** Nobody can tell how it went on. */
            UNKNOWN
        }
    }
}
