package io.github.kitmaven.goal;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.image.ProjectProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A request to commit an image, built up from what a test is about. */
record Requests(
        String url,
        Path folder,
        Path buildFolder,
        String image,
        String repository,
        String branch,
        String commit,
        boolean dryRun,
        boolean lift,
        ProjectProperties project,
        CommitRules rules) {

    static Requests to(String url) {
        return new Requests(
                url,
                Path.of("."),
                Path.of("none"),
                "reg.example.com/acme/web:master-1",
                "",
                "master",
                "",
                false,
                false,
                ProjectProperties.none(),
                CommitRules.usual());
    }

    Requests image(String name) {
        return new Requests(url, folder, buildFolder, name, repository, branch, commit, dryRun, lift, project, rules);
    }

    Requests repository(String name) {
        return new Requests(url, folder, buildFolder, image, name, branch, commit, dryRun, lift, project, rules);
    }

    Requests service(String branchName, String commitId) {
        return new Requests(
                url, folder, buildFolder, image, repository, branchName, commitId, dryRun, lift, project, rules);
    }

    Requests builtIn(Path target) {
        return new Requests(url, folder, target, "", repository, branch, commit, dryRun, lift, project, rules);
    }

    Requests dry() {
        return new Requests(url, folder, buildFolder, image, repository, branch, commit, true, lift, project, rules);
    }

    Requests lifting() {
        return new Requests(url, folder, buildFolder, image, repository, branch, commit, dryRun, true, project, rules);
    }

    Requests in(Path other) {
        return new Requests(url, other, buildFolder, image, repository, branch, commit, dryRun, lift, project, rules);
    }

    Requests project(ProjectProperties properties) {
        return new Requests(
                url, folder, buildFolder, image, repository, branch, commit, dryRun, lift, properties, rules);
    }

    Requests rules(CommitRules others) {
        return new Requests(url, folder, buildFolder, image, repository, branch, commit, dryRun, lift, project, others);
    }

    CommitImageRequest build() {
        return build(Optional.empty(), Optional.empty());
    }

    CommitImageRequest build(Optional<String> registry, Optional<String> tag) {
        return new CommitImageRequest(
                folder,
                buildFolder,
                RemoteAddress.of(url, Optional.empty(), Optional.empty()),
                new ImageOptions(given(image), registry, given(repository), tag),
                new ServiceOptions(given(branch), given(commit)),
                new CommitterOptions(Optional.empty(), Optional.empty()),
                Optional.empty(),
                dryRun,
                new Retries(10, Duration.ofMinutes(5)),
                lift,
                project,
                rules);
    }

    /** The same request of a repo at another address. */
    static CommitImageRequest at(RemoteAddress address, CommitImageRequest request) {
        return new CommitImageRequest(
                request.folder(),
                request.buildFolder(),
                address,
                request.image(),
                request.service(),
                request.committer(),
                request.message(),
                request.dryRun(),
                request.retries(),
                request.liftHold(),
                request.project(),
                request.rules());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }
}
