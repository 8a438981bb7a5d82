package com.example;

import io.github.kitmaven.config.EnvRequest;
import io.github.kitmaven.config.EnvSettings;
import io.github.kitmaven.config.EnvSource;
import io.github.kitmaven.config.EnvValues;
import java.util.Map;

public final class VaultEnv implements EnvSource {

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public Session open(EnvSettings settings) {
        String key = settings.required("key", "Add the key of the vault");
        return request -> EnvValues.variables(read(request, key));
    }

    private static Map<String, String> read(EnvRequest request, String key) {
        String cluster = request.cluster().name();
        if (cluster.equals("sealed")) {
            throw new IllegalStateException(key + " does not open the vault");
        }
        return Map.of("PASSWORD", key + " of " + request.name() + " in " + cluster);
    }
}
