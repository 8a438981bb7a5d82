package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitmaven.plan.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object in a report.
 *
 * @param apiVersion its API version
 * @param kind its kind
 * @param namespace its namespace; empty for one of the whole cluster
 * @param name its name
 * @param alias the name that people know it by, where that is another
 * @param resource the resource of the repo that it was rendered from; empty where it was not rendered
 * @param images the images that it runs
 * @param origin where it stands in the repo
 * @param action what was planned, as {@link Action#label} names it
 * @param reason why
 * @param unchecked whether the cluster could not check it before, as what it needs comes with the same deploy
 * @param changes the fields that change
 * @param appliedAfter how many seconds after the run's begin it was written; empty where it was not
 * @param problem why it was not written, where it should have been
 * @param health how its rollout ended; empty where none was waited for
 */
public record ObjectReport(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> alias,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String resource,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> images,
        PlaceReport origin,
        String action,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unchecked,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChangeReport> changes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Double> appliedAfter,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ProblemReport> problem,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<HealthReport> health) {
    /** The kubelet's words for an image that can't be had. */
    private static final Set<String> IMAGE_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");

    /** {@return the same, written so many seconds after an earlier begin} */
    ObjectReport later(double seconds) {
        return new ObjectReport(
                apiVersion,
                kind,
                namespace,
                name,
                alias,
                resource,
                images,
                origin,
                action,
                reason,
                unchecked,
                changes,
                appliedAfter.map(after -> EventReport.later(after, seconds)),
                problem,
                health);
    }

    /** {@return the object as people name it, such as {@code Deployment shop/web}} */
    public String title() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /** {@return whether the plan was to write it} */
    public boolean writes() {
        return done().writes();
    }

    /** {@return what was planned} */
    Action done() {
        return Action.valueOf(action.toUpperCase(java.util.Locale.ROOT));
    }

    /** {@return the image files that set what its pods can't get, where that image came with this run} */
    List<SourceReport> imageFilesAtFault() {
        boolean image = health.filter(HealthReport::failed).stream()
                .flatMap(it -> it.troubles().stream())
                .anyMatch(trouble -> IMAGE_REASONS.contains(trouble.reason()));
        return image
                ? changes.stream()
                        .filter(change -> change.path().endsWith(".image"))
                        .flatMap(change -> change.sources().stream())
                        .filter(source -> source.what().equals("image"))
                        .toList()
                : List.of();
    }

    /** {@return whether it is not as it should be: not written, or not healthy} */
    public boolean failed() {
        return problem.isPresent() || health.filter(HealthReport::failed).isPresent();
    }
}
