package io.github.kitmaven.mojo;

import io.github.kitmaven.model.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log without the secrets that a run has met so far. An exception goes in as text, with its causes: their messages
 * may quote what a file holds.
 */
final class MaskedLog implements Log {
    private final Log log;
    private final Secrets secrets;

    MaskedLog(Log log, Secrets secrets) {
        this.log = log;
        this.secrets = secrets;
    }

    static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }

    private String masked(CharSequence content) {
        return secrets.mask(String.valueOf(content));
    }

    private String masked(CharSequence content, Throwable error) {
        return masked(content + System.lineSeparator() + trace(error));
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(CharSequence content) {
        log.debug(masked(content));
    }

    @Override
    public void debug(CharSequence content, Throwable error) {
        log.debug(masked(content, error));
    }

    @Override
    public void debug(Throwable error) {
        log.debug(masked(trace(error)));
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public void info(CharSequence content) {
        log.info(masked(content));
    }

    @Override
    public void info(CharSequence content, Throwable error) {
        log.info(masked(content, error));
    }

    @Override
    public void info(Throwable error) {
        log.info(masked(trace(error)));
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void warn(CharSequence content) {
        log.warn(masked(content));
    }

    @Override
    public void warn(CharSequence content, Throwable error) {
        log.warn(masked(content, error));
    }

    @Override
    public void warn(Throwable error) {
        log.warn(masked(trace(error)));
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void error(CharSequence content) {
        log.error(masked(content));
    }

    @Override
    public void error(CharSequence content, Throwable error) {
        log.error(masked(content, error));
    }

    @Override
    public void error(Throwable error) {
        log.error(masked(trace(error)));
    }
}
