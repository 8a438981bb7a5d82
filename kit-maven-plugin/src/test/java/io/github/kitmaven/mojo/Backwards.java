package io.github.kitmaven.mojo;

import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Settings for tests, with passwords that are encrypted in a way of their own. */
final class Backwards {
    private Backwards() {}

    static Settings server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        Settings settings = new Settings();
        settings.addServer(server);
        return settings;
    }

    /** Decrypts {@code {drow}} to {@code word}, and fails on {@code {broken}}. */
    static SettingsDecrypter decrypter() {
        return request -> {
            Server server = request.getServers().get(0).clone();
            String inner =
                    server.getPassword().substring(1, server.getPassword().length() - 1);
            server.setPassword(new StringBuilder(inner).reverse().toString());
            return new Decrypted(server, inner.equals("broken") ? List.of(new Problem()) : List.of());
        };
    }

    private record Decrypted(Server server, List<SettingsProblem> problems) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public Proxy getProxy() {
            return new Proxy();
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }

    private record Problem() implements SettingsProblem {
        @Override
        public Severity getSeverity() {
            return Severity.ERROR;
        }

        @Override
        public String getSource() {
            return "settings.xml";
        }

        @Override
        public int getLineNumber() {
            return 1;
        }

        @Override
        public int getColumnNumber() {
            return 1;
        }

        @Override
        public String getLocation() {
            return "settings.xml:1";
        }

        @Override
        public Exception getException() {
            return new IllegalStateException("no master password");
        }

        @Override
        public String getMessage() {
            return "no master password";
        }
    }
}
