package io.github.kitmaven.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gets the token that a registry asks for, with a login or as nobody.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">by GET, as most registries have it</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">by POST, for identity tokens</a>
 */
record TokenService(Web web, RegistryFault fault) {

    /**
     * Asks for a token to read one image's folder.
     *
     * @throws io.github.kitmaven.problem.UserException where the login is refused
     * @throws io.github.kitmaven.problem.EnvironmentException where the service fails, or would get the login in the clear
     */
    String token(Challenge challenge, String path, Optional<Login> login) {
        URI realm = realm(challenge);
        Map<String, String> asked = new LinkedHashMap<>();
        challenge.parameter("service").ifPresent(service -> asked.put("service", service));
        asked.put("scope", challenge.parameter("scope").orElse("repository:" + path + ":pull"));
        HttpResponse<String> answer = web.send(request(realm, asked, login));
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            throw fault.refused(status, login.isPresent());
        }
        if (status != 200) {
            throw fault.failed("its token service answers " + status);
        }
        return token(answer.body());
    }

    private static HttpRequest request(URI realm, Map<String, String> asked, Optional<Login> login) {
        if (login.filter(Login::isIdentityToken).isPresent()) {
            Map<String, String> form = new LinkedHashMap<>(asked);
            form.put("grant_type", "refresh_token");
            form.put("client_id", "kit");
            form.put("refresh_token", login.get().secret());
            return HttpRequest.newBuilder(realm)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(encoded(form)))
                    .build();
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(realm + separator + encoded(asked)));
        login.ifPresent(it -> request.header("Authorization", Web.basic(it)));
        return request.build();
    }

    /** Without TLS, a login goes only from a registry of this machine to a token service of this machine. */
    private URI realm(Challenge challenge) {
        try {
            URI realm = URI.create(challenge.parameter("realm").orElse(""));
            boolean plain = "http".equals(realm.getScheme())
                    && fault.registry().isThisMachine()
                    && new RegistryHost(String.valueOf(realm.getHost())).isThisMachine();
            if (realm.getHost() != null && ("https".equals(realm.getScheme()) || plain)) {
                return realm;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw fault.failed("its token service has no https address");
    }

    private String token(String body) {
        try {
            JsonNode json = new JsonMapper().readTree(body);
            String token = json.path("token").asText(json.path("access_token").asText(""));
            if (token.matches("[\\x21-\\x7e]+")) {
                return token;
            }
        } catch (JsonProcessingException e) {
            // said below, without the answer
        }
        throw fault.failed("its token service answers what is no token");
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
