package io.github.kitmaven.mojo;

import io.github.kitmaven.report.Annotations;
import io.github.kitmaven.report.CodeQuality;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the CI server that runs this build annotates files, if it does.
 *
 * @param github workflow commands of GitHub Actions
 * @param gitlab GitLab's report of code quality
 */
record CiAnnotations(Optional<Annotations> github, Optional<CodeQuality> gitlab) {

    /**
     * Chooses.
     *
     * @param choice the value of kit.annotations
     * @param repo the folder of kit.yaml
     * @param report where GitLab's report goes
     * @param environment the process's environment
     */
    static CiAnnotations of(String choice, Path repo, Path report, Map<String, String> environment) {
        String wanted = Choice.of("kit.annotations", choice, "auto", "github", "gitlab", "none");
        boolean auto = wanted.equals("auto");
        boolean github = auto ? "true".equals(environment.get("GITHUB_ACTIONS")) : wanted.equals("github");
        boolean gitlab = auto ? "true".equals(environment.get("GITLAB_CI")) : wanted.equals("gitlab");
        return new CiAnnotations(
                github
                        ? Optional.of(
                                new Annotations(repo, folder(environment, "GITHUB_WORKSPACE"), StandardOutput.stream()))
                        : Optional.empty(),
                gitlab
                        ? Optional.of(new CodeQuality(repo, folder(environment, "CI_PROJECT_DIR"), report))
                        : Optional.empty());
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }
}
