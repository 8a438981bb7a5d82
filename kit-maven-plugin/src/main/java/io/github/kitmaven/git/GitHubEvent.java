package io.github.kitmaven.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What set a workflow of GitHub Actions off: no variable, but only the file of the event, tells of forks.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request">pull_request</a>
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run">workflow_run</a>
 */
record GitHubEvent(Map<String, String> environment) {

    /**
     * Looks for the repository that a pull request comes from, or the workflow that this one follows. The second has a
     * branch of the repository in its environment, and its secrets, even where it follows the build of a fork.
     *
     * @return where it comes from, in words; empty where that is the repository itself
     */
    Optional<String> fork() {
        String name = environment.getOrDefault("GITHUB_EVENT_NAME", "");
        boolean request = name.startsWith("pull_request")
                || !environment.getOrDefault("GITHUB_HEAD_REF", "").isBlank();
        if (!request && !name.equals("workflow_run")) {
            return Optional.empty();
        }
        JsonNode event = event();
        JsonNode source = request ? event.at("/pull_request/head/repo") : event.at("/workflow_run/head_repository");
        String from = source.path("full_name").asText("").strip();
        if (from.isEmpty()) {
            return Optional.of("a repository of which GITHUB_EVENT_PATH does not tell");
        }
        return Optional.of(from).filter(it -> !it.equalsIgnoreCase(environment.get("GITHUB_REPOSITORY")));
    }

    private JsonNode event() {
        JsonMapper mapper = new JsonMapper();
        try {
            return mapper.readTree(
                    Path.of(environment.getOrDefault("GITHUB_EVENT_PATH", "")).toFile());
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return mapper.createObjectNode();
        }
    }
}
