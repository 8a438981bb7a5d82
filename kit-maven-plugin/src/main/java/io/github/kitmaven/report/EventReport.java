package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something that happened during a run.
 *
 * @param after how many seconds after the run's begin
 * @param type what it is: {@code planned}, {@code unreachable}, {@code applying}, {@code refused}, {@code unhealthy},
 *     {@code finished}, {@code failed}, {@code waiting} or {@code warning}; {@code begun} where runs were merged, and the
 *     cluster's began later
 * @param cluster the cluster; empty where it is of none
 * @param object the object; empty where it is of none
 * @param text what there is to say of it; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EventReport(double after, String type, String cluster, String object, String text) {

    /** {@return the same, counted from an earlier begin} */
    EventReport later(double seconds) {
        return new EventReport(later(after, seconds), type, cluster, object, text);
    }

    /** {@return seconds after an earlier begin, to a thousandth} */
    static double later(double after, double seconds) {
        return Math.round((after + seconds) * 1000) / 1000.0;
    }
}
