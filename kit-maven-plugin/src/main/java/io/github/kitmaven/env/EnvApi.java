package io.github.kitmaven.env;

import io.github.kitmaven.config.EnvSettings;
import io.github.kitmaven.config.EnvSource;
import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The source {@code env-api}: a server that keeps environment variables by resource and cluster. Its options:
 *
 * <ul>
 *   <li>{@code apiUrl}: its address, required; the variable {@code ENVAPI_URL} wins over it;
 *   <li>{@code version}: {@code v3}, unless set, or {@code v4};
 *   <li>{@code timeout}: how long to wait for an answer, in milliseconds; 15000, unless set;
 *   <li>{@code allowPartial}: whether an answer that lacks values (status 206) is a warning, not a failure; false, unless
 *       set, but true in version "2" of kit.yaml, as in the original;
 *   <li>{@code defaultBranch}: the {@code ref} that v4 is asked for where no commit or annotation names one;
 *       {@code master}, unless set; version "2" passes over it, as the original did;
 *   <li>{@code parallelism}: how many questions are under way at once; 8, unless set.
 * </ul>
 *
 * <p>The token stands in the variable {@code ENVAPI_ACCESS_TOKEN}. A container is asked for only if it has the annotation
 * {@code kit-deploymentizer/env-api-service}.
 *
 * <p>Source of the protocol: kit-deploymentizer's env-api client.
 */
public final class EnvApi implements EnvSource {
    static final String TOKEN = "ENVAPI_ACCESS_TOKEN";
    static final String URL = "ENVAPI_URL";

    private static final Pattern TOKEN_TEXT = Pattern.compile("[\\x21-\\x7e]+");

    private final Backoff backoff;

    /** For the ServiceLoader. */
    public EnvApi() {
        this(Backoff.sleeping(4));
    }

    EnvApi(Backoff backoff) {
        this.backoff = backoff;
    }

    @Override
    public String name() {
        return "env-api";
    }

    @Override
    public Session open(EnvSettings settings) {
        settings.known("apiUrl", "version", "timeout", "allowPartial", "defaultBranch", "parallelism");
        boolean likeOriginal = settings.version().likeOriginal();
        EnvApiSession.Options options = new EnvApiSession.Options(
                url(settings),
                isV4(settings),
                settings.flag("allowPartial", likeOriginal),
                likeOriginal ? "master" : settings.text("defaultBranch").orElse("master"),
                settings.version(),
                settings.number("parallelism", 8));
        Duration timeout = Duration.ofMillis(settings.number("timeout", 15_000));
        return new EnvApiSession(options, new Exchange(options.url(), token(settings), timeout, backoff));
    }

    private static URI url(EnvSettings settings) {
        String required = settings.required("apiUrl", "Add it: the address of env-api");
        boolean overridden = settings.environment(URL).isPresent();
        String url = settings.environment(URL).orElse(required).strip();
        try {
            URI address = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the address, which may hold a password
        }
        throw settings.wrong(
                "apiUrl",
                (overridden ? "The variable " + URL : "plugin.options.apiUrl") + " is not the address of a server",
                "Write it as https://host:port/path, without user, password or query");
    }

    private static boolean isV4(EnvSettings settings) {
        String version = settings.text("version").orElse("v3");
        if (!version.equals("v3") && !version.equals("v4")) {
            throw settings.wrong("version", "env-api has no version " + settings.shown("version"), "Write v3 or v4");
        }
        return version.equals("v4");
    }

    private static String token(EnvSettings settings) {
        String token = settings.environment(TOKEN).map(String::strip).orElse("");
        if (!TOKEN_TEXT.matcher(token).matches()) {
            throw new UserException(Diagnostic.at(
                    settings.origin("apiUrl"),
                    "The plugin env-api needs a token, but the variable " + TOKEN + " is "
                            + (token.isEmpty() ? "not set" : "no token: it holds more than visible ASCII characters"),
                    "Set it where kit runs"));
        }
        return token;
    }
}
