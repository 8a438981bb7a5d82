package io.github.kitmaven.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.manual.Shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipelines of the archetype's repo work as they are: each is played from its file, in a repo fresh from the archetype.
 * {@code actionlint} judges the workflows, {@code gitlab-ci-local} plays GitLab after it has held the file to GitLab's schema,
 * and Groovy reads the Jenkinsfile. Where comments go, a program of the name plays the platform.
 */
@Tag("pipelines")
class PipelinesTest {
    private static final String COMMENT = "<!-- kit:diff -->\n### :white_check_mark: kit:diff: plan for 1 cluster";

    private static final String GROOVY = "4.0.31";

    @TempDir
    static Path shared;

    private static Terminal terminal;
    private static Path made;

    @TempDir
    Path folder;

    private Path repo;
    private Shell shell;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        terminal = new Terminal(shared);
        made = shared.resolve("made");
        terminal.makeRepo(made);
        terminal.program("gh", resource("gh"));
        terminal.program("curl", resource("curl"));
        Artifact.fetch("copy", "org.apache.groovy:groovy:" + GROOVY, shared);
    }

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        shell = terminal.shell(folder, Files.createDirectories(folder.resolve("home")));
        expect("cp -r " + made + "/. . && cd deployments\n");
        repo = folder.resolve("deployments");
    }

    @Test
    void githubsWorkflowsAreSound() throws IOException, InterruptedException {
        expect("actionlint -verbose\n", "Found 0 errors in 2 files");
    }

    @Test
    void githubChecksAPullRequestAndKeepsOneComment() throws IOException, InterruptedException {
        comments("[{\"id\": 1, \"user\": {\"login\": \"mallory\"}, \"body\": \"<!-- kit:diff --> mine\"}]");
        for (int push = 1; push <= 2; push++) {
            Workflow workflow = workflow("push" + push, Map.of());
            assertThat(workflow.play("pull-request"))
                    .as(workflow.log())
                    .isEqualTo(Map.of("validate", "success", "diff", "success"));
            assertThat(workflow.artifact("diff").resolve("index.html")).isNotEmptyFile();
        }
        expect("jq -j '.[1:][].body' ../comments.json\n", COMMENT);
        expect("jq 'length' ../comments.json; jq -r '.[0].body' ../comments.json\n", "2\n<!-- kit:diff --> mine");
    }

    @Test
    void githubOnlyValidatesAPullRequestOfAFork() throws IOException, InterruptedException {
        comments("[]");
        assertThat(workflow("fork", Map.of("github.event.pull_request.head.repo.full_name", "mallory/deployments"))
                        .play("pull-request"))
                .isEqualTo(Map.of("validate", "success", "diff", "skipped"));
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void githubDeploysAndReports() throws IOException, InterruptedException {
        Workflow workflow = workflow("push", Map.of());
        assertThat(workflow.play("deploy"))
                .as(workflow.log())
                .isEqualTo(Map.of("deploy", "success", "report", "success"));
        assertThat(workflow.log()).contains("Deployed 1 of 1 cluster in ", "Merging 1 result of kit:deploy.");
        assertThat(workflow.artifact("shard-1").resolve("1-of-1/result.json")).isNotEmptyFile();
        assertThat(workflow.artifact("report"))
                .isDirectoryContaining("glob:**/index.html")
                .isDirectoryContaining("glob:**/TEST-kit.xml");
    }

    @Test
    void githubDeploysNoOtherBranchByHand() throws IOException, InterruptedException {
        assertThat(workflow("topic", Map.of("github.ref", "refs/heads/topic")).play("deploy"))
                .isEqualTo(Map.of("deploy", "skipped", "report", "skipped"));
    }

    @Test
    void githubReportsADeployThatFailedByShards() throws IOException, InterruptedException {
        expect("""
                sed -i 's/shard: \\[1]/shard: [1, 2]/' .github/workflows/deploy.yaml
                sed -i 's/master-.*/missing/' images/example/web/master.yaml
                git commit -qam 'Name an image that is not there' && git push -q
                """);
        Workflow workflow = workflow("push", Map.of());
        assertThat(workflow.play("deploy"))
                .as(workflow.log())
                .isEqualTo(Map.of("deploy", "failure", "report", "failure"));
        assertThat(workflow.log()).contains("This is shard 2 of 2", "Merging 2 results of kit:deploy.");
        assertThat(workflow.artifact("report").resolve("TEST-kit.xml"))
                .content()
                .contains("example/web:missing");
    }

    @Test
    void gitlabChecksAMergeRequestAndKeepsOneNote() throws IOException, InterruptedException {
        comments("[{\"id\": 1, \"body\": \"<!-- not kit's -->\"}]");
        String mergeRequest = " --variable CI_PIPELINE_SOURCE=merge_request_event --variable CI_MERGE_REQUEST_IID=7"
                + " --variable CI_MERGE_REQUEST_PROJECT_ID=3 --variable CI_PROJECT_ID=3"
                + " --variable PLAYED=" + folder
                + " --variable KIT_NOTES_TOKEN=played-token --variable CI_MERGE_REQUEST_SOURCE_PROJECT_ID=";
        expect(gitlab() + mergeRequest + "3\n", "json schema validated", "PASS  validate", "PASS  diff");
        assertThat(repo.resolve("target/kit/report/index.html")).isNotEmptyFile();
        assertThat(repo.resolve("target/kit/report/gl-code-quality.json")).exists();
        expect(gitlab() + mergeRequest + "3\n", "PASS  diff");
        expect("jq length ../comments.json; jq -r '.[1].body' ../comments.json\n", "2\n" + COMMENT);
        Outcome fork = expect(gitlab() + mergeRequest + "4\n", "PASS  validate");
        assertThat(fork.output()).doesNotContain("kit:diff");
    }

    @Test
    void gitlabDeploysAndReports() throws IOException, InterruptedException {
        expect(
                gitlab() + " --shell-isolation --variable CI_PIPELINE_SOURCE=push\n",
                "Deployed 1 of 1 cluster in ",
                "PASS  report");
        // gitlab-ci-local keeps no artifacts of `reports`
        assertThat(folder.resolve("gitlab/state/builds/report/target/kit/report/TEST-kit.xml"))
                .isNotEmptyFile();
        assertThat(repo.resolve("target/kit/report/index.html")).isNotEmptyFile();
        assertThat(repo.resolve("target/kit/shards/1-of-1/result.json")).isNotEmptyFile();
    }

    @Test
    void gitlabDeploysByShards() throws IOException, InterruptedException {
        expect("sed -i 's/parallel: 1 /parallel: 2 /' .gitlab-ci.yml && git commit -qam 'Take two machines'\n");
        expect(
                gitlab() + " --shell-isolation --variable CI_PIPELINE_SOURCE=push\n",
                "This is shard 2 of 2 of the clusters.",
                "Merging 2 results of kit:deploy.",
                "PASS  report");
    }

    @Test
    void jenkinsChecksAChangeRequestAndDeploysMain() throws IOException, InterruptedException {
        jenkins("PR-7", "kit:validate", "kit:diff");
        assertThat(repo.resolve("target/kit/report/index.html")).isNotEmptyFile();
        jenkins("main", "kit:deploy");
        assertThat(repo.resolve("target/kit/report/TEST-kit.xml")).isNotEmptyFile();
        jenkins("another");
    }

    private Workflow workflow(String name, Map<String, String> different) throws IOException {
        Map<String, String> github = new HashMap<>(Map.of(
                "github.token", "played-token",
                "github.ref", "refs/heads/main",
                "github.repository", "team/deployments",
                "github.event.pull_request.number", "7",
                "github.event.pull_request.head.repo.full_name", "team/deployments"));
        github.putAll(different);
        return new Workflow(repo, Files.createDirectories(folder.resolve(name)), terminal, github);
    }

    private static String gitlab() {
        return "git remote set-url origin git@gitlab.example.com:team/deployments.git\n"
                + "gitlab-ci-local --force-shell-executor --home=../gitlab --state-dir=../gitlab/state"
                + " --variable GITLAB_CI=true";
    }

    private void jenkins(String branch, String... goals) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("jenkins.groovy"), resource("jenkins.groovy"));
        Outcome steps = expect("java -cp " + shared + "/groovy-" + GROOVY + ".jar groovy.ui.GroovyMain " + script
                + " Jenkinsfile " + branch + "\n");
        StringBuilder commands = new StringBuilder();
        steps.output()
                .lines()
                .filter(line -> line.startsWith("sh "))
                .forEach(line -> commands.append(line.substring(3)).append('\n'));
        assertThat(commands.toString()
                        .lines()
                        .filter(line -> line.startsWith("mvn "))
                        .map(line -> line.split(" ")[3]))
                .containsExactly(goals);
        assertThat(steps.output())
                .contains("junit target/kit/report/TEST-kit.xml", "archive target/kit/report/index.html");
        expect(commands.toString());
    }

    private void comments(String json) throws IOException {
        Files.writeString(folder.resolve("comments.json"), json);
    }

    private Outcome expect(String commands, String... seen) throws IOException, InterruptedException {
        Outcome outcome = shell.run(commands);
        assertThat(outcome.exit()).as("%s%n%s", commands, outcome.output()).isZero();
        assertThat(List.of(seen)).as(outcome.output()).allMatch(outcome.output()::contains);
        return outcome;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PipelinesTest.class.getResourceAsStream("/pipelines/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
