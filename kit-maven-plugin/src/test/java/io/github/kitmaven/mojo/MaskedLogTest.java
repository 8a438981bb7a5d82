package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways out of a goal, while it knows a secret. */
class MaskedLogTest {
    private final List<String> heard = new ArrayList<>();

    @TempDir
    private Path folder;

    /** Does what a test asks for. */
    private static final class TestMojo extends AbstractKitMojo {
        private final Runnable work;

        TestMojo(List<String> heard, Runnable work) {
            this.work = work;
            setLog(new Hearing(heard));
            sops().secrets().add("s3cr3t");
        }

        @Override
        boolean skipped() {
            return false;
        }

        @Override
        void run() {
            work.run();
        }
    }

    /** Hears every line, at every level. */
    private static final class Hearing extends SystemStreamLog {
        private final List<String> heard;

        Hearing(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public void debug(CharSequence content) {
            heard.add("debug " + content);
        }

        @Override
        public void info(CharSequence content) {
            heard.add("info " + content);
        }

        @Override
        public void warn(CharSequence content) {
            heard.add("warn " + content);
        }

        @Override
        public void error(CharSequence content) {
            heard.add("error " + content);
        }
    }

    @Test
    void everyLevelMasks() {
        Log log = new TestMojo(heard, () -> {}).getLog();
        Exception cause = new IllegalStateException("for s3cr3t", new IllegalArgumentException("s3cr3t"));

        log.debug("a s3cr3t");
        log.info("a s3cr3t");
        log.warn("a s3cr3t");
        log.error("a s3cr3t");
        assertThat(heard).containsExactly("debug a <secret>", "info a <secret>", "warn a <secret>", "error a <secret>");

        log.debug(cause);
        log.info(cause);
        log.warn(cause);
        log.error(cause);
        log.debug("s3cr3t", cause);
        log.info("s3cr3t", cause);
        log.warn("s3cr3t", cause);
        log.error("s3cr3t", cause);
        assertThat(heard)
                .hasSize(12)
                .noneMatch(line -> line.contains("s3cr3t"))
                .filteredOn(line -> line.contains("Caused by: java.lang.IllegalArgumentException: <secret>"))
                .hasSize(8);
    }

    @Test
    void whatEndsAGoalIsMaskedWithItsCauses() {
        Exception library = new IllegalStateException("near s3cr3t");
        Diagnostic quoting = Diagnostic.of("No s3cr3t", "Use s3cr3t");

        assertThatThrownBy(new TestMojo(heard, () -> {
                    throw new UserException(quoting, library);
                })::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("No <secret>. Use <secret>.")
                .hasNoCause();
        assertThatThrownBy(new TestMojo(heard, () -> {
                    throw new EnvironmentException(quoting, library);
                })::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("No <secret>. Use <secret>.")
                .hasNoCause();
        assertThat(heard)
                .hasSize(2)
                .allMatch(line -> line.contains("Caused by: java.lang.IllegalStateException: near <secret>"))
                .noneMatch(line -> line.contains("s3cr3t"));
    }

    /** It is known where it stands; a library's exception would quote the line. */
    @Test
    void whatEndsAGoalQuotesNoLineWithAShortSecretNotEvenInTheTrace() {
        String file = "c-short.enc.yaml";
        Repo repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(file))
                .environment("SOPS_AGE_KEY", SopsFiles.key(file))
                .with("resources/web.mustache", "kind: [{{short.word}}\nreplicas: {{short.number}}: {{short.flag}}\n");

        assertThatThrownBy(new TestMojo(heard, () -> repo.render().desired())::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("This is not sound YAML once its secret values are filled in.")
                .hasNoCause();
        assertThat(heard)
                .singleElement()
                .asString()
                .startsWith("debug The trace of what ends this goal")
                .doesNotContainPattern("\\bab\\b|: 7|: true");
    }

    @Test
    void aFaultOfKitIsMaskedOnlyWhereItHasTo() {
        assertThatThrownBy(new TestMojo(heard, () -> {
                    throw new IllegalStateException("x", new IllegalStateException("near s3cr3t"));
                })::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasNoCause()
                .hasMessageContaining("near <secret>")
                .hasMessageNotContaining("s3cr3t");
        IllegalStateException plain = new IllegalStateException("x");
        assertThatThrownBy(new TestMojo(heard, () -> {
                    throw plain;
                })::execute)
                .isSameAs(plain);
    }
}
