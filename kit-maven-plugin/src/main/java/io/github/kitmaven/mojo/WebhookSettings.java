package io.github.kitmaven.mojo;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.webhook.Credential;
import io.github.kitmaven.webhook.Format;
import io.github.kitmaven.webhook.Topic;
import io.github.kitmaven.webhook.Webhook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Makes webhooks of what users wrote.
 *
 * @param format the format of those that name none
 * @param server the server of those that name none
 * @param settings Maven's settings, which have the secrets
 * @param decrypter decrypts them
 * @param secrets takes them for secret
 */
record WebhookSettings(
        String format, Optional<String> server, Settings settings, SettingsDecrypter decrypter, Secrets secrets) {

    List<Webhook> webhooks(List<WebhookParameter> parameters) {
        return parameters.stream().map(this::webhook).toList();
    }

    private Webhook webhook(WebhookParameter parameter) {
        Format how = format(parameter.format().orElse(format));
        Optional<Credential> credential = parameter.url().isPresent()
                ? parameter.server().or(() -> server).map(this::credential)
                : Optional.empty();
        return new Webhook(
                parameter.url().orElseGet(() -> secretUrl(parameter)).read(secrets),
                how,
                parameter.events().map(WebhookSettings::topics).orElse(how.usual()),
                credential.orElse(Credential.NONE));
    }

    /** Maven prints parameters in its debug log, so a URL that is a secret itself may be a server's password. */
    private WebhookUrl secretUrl(WebhookParameter parameter) {
        String id = parameter
                .server()
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "A <webhook> of kit.webhooks has no <url>",
                        "Add it, or a <server> of settings.xml whose password is the URL")));
        WebhookUrl url = new WebhookUrl();
        url.set(password(server(id)));
        return url;
    }

    private Server server(String id) {
        return DecryptedServer.of(settings, decrypter, id, "the <server> of the webhook");
    }

    private String password(Server found) {
        String password = Optional.ofNullable(found.getPassword()).orElse("");
        if (password.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "The <server> " + found.getId() + " of settings.xml has no password",
                    "Add the secret that messages to the webhook are signed with"));
        }
        secrets.add(password);
        return password;
    }

    private static Format format(String name) {
        return Format.of(name)
                .orElseThrow(() -> wrong(
                        "The format '" + name + "' of a webhook is not known",
                        Stream.of(Format.values()).map(Format::label)));
    }

    private static Set<Topic> topics(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> Topic.of(name)
                        .orElseThrow(() -> wrong(
                                "The event '" + name + "' of a webhook is not known",
                                Arrays.stream(Topic.values()).map(Topic::label))))
                .collect(Collectors.toSet());
    }

    private static UserException wrong(String message, Stream<String> choices) {
        return new UserException(
                Diagnostic.of(message, "Set it to one of " + choices.collect(Collectors.joining(", "))));
    }

    /** A password alone signs; with a user's name, it is sent in the header of that name. */
    private Credential credential(String id) {
        Server found = server(id);
        String password = password(found);
        String header =
                Optional.ofNullable(found.getUsername()).map(String::strip).orElse("");
        if (header.isEmpty()) {
            return new Credential.Signing(password);
        }
        if (!header.matches("[A-Za-z0-9-]+") || !password.matches("[\\x20-\\x7e]+")) {
            throw new UserException(Diagnostic.of(
                    "The <server> " + id + " of settings.xml names a header, " + header + ", that can't be sent",
                    "Set its username to the name of a header, or leave it out to have messages signed"));
        }
        boolean bearer = header.equalsIgnoreCase("Authorization") && !password.contains(" ");
        return new Credential.Header(header, bearer ? "Bearer " + password : password);
    }
}
