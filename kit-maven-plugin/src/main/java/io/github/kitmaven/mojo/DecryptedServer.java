package io.github.kitmaven.mojo;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Finds a {@code <server>} of settings.xml, with its password in the clear. */
final class DecryptedServer {
    private DecryptedServer() {}

    /**
     * Finds it.
     *
     * @param property the property that names it
     * @throws UserException if there is none, or its password can't be decrypted
     */
    static Server of(Settings settings, SettingsDecrypter decrypter, String id, String property) {
        Server server = settings.getServer(id);
        if (server == null) {
            throw new UserException(
                    Diagnostic.of("settings.xml has no <server> with the id " + id, "Add it, or correct " + property));
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            throw new UserException(
                    Diagnostic.of(
                            "The password of <server> " + id + " can't be decrypted",
                            "Check settings-security.xml, or encrypt the password again with mvn -ep"),
                    problem.getException());
        }
        return result.getServer();
    }
}
