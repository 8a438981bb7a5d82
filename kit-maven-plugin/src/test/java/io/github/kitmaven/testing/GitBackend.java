package io.github.kitmaven.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** What answers git's requests behind {@link GitHttpServer}. */
public enum GitBackend {
    /** JGit's server side: needs no git on the machine. */
    JGIT {
        @Override
        void answer(Path root, HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            String service = path.endsWith("/info/refs")
                    ? exchange.getRequestURI().getQuery().substring("service=".length())
                    : path.substring(path.lastIndexOf('/') + 1);
            Path folder = root.resolve(path.substring(1, path.indexOf(".git/") + 4));
            if (!Files.isDirectory(folder)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            try (Repository repository =
                    new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
                boolean refs = path.endsWith("/info/refs");
                String type = "application/x-" + service + (refs ? "-advertisement" : "-result");
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, 0);
                serve(repository, service, refs, exchange);
            }
        }

        private void serve(Repository repository, String service, boolean refs, HttpExchange exchange)
                throws IOException {
            var adverts = new PacketLineOutRefAdvertiser(new PacketLineOut(exchange.getResponseBody()));
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            if (service.equals("git-upload-pack")) {
                UploadPack pack = new UploadPack(repository);
                pack.setBiDirectionalPipe(false);
                pack.setExtraParameters(
                        isOfProtocolZero(exchange)
                                ? List.of()
                                : exchange.getRequestHeaders().getOrDefault("Git-Protocol", List.of()));
                if (refs) {
                    pack.sendAdvertisedRefs(adverts, service);
                } else {
                    pack.upload(body, exchange.getResponseBody(), null);
                }
                return;
            }
            ReceivePack pack = new ReceivePack(repository);
            pack.setBiDirectionalPipe(false);
            pack.setPreReceiveHook((receiving, commands) -> hookMessage(
                            repository.getDirectory().toPath())
                    .forEach(message -> {
                        receiving.sendMessage(message);
                        commands.forEach(command -> command.setResult(
                                ReceiveCommand.Result.REJECTED_OTHER_REASON, "pre-receive hook declined"));
                    }));
            if (refs) {
                PacketLineOut out = new PacketLineOut(exchange.getResponseBody());
                out.writeString("# service=git-receive-pack\n");
                out.end();
                pack.sendAdvertisedRefs(adverts);
            } else {
                pack.receive(body, exchange.getResponseBody(), null);
            }
        }

        private List<String> hookMessage(Path folder) {
            try {
                Path hook = folder.resolve("hooks/pre-receive");
                return Files.exists(hook)
                        ? List.of(Files.readAllLines(hook).get(1).replaceAll("^echo '|'$", ""))
                        : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },

    /** Git's own CGI program. */
    GIT {
        @Override
        void answer(Path root, HttpExchange exchange) throws IOException {
            ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
            var environment = builder.environment();
            environment.put("GIT_PROJECT_ROOT", root.toString());
            environment.put("GIT_HTTP_EXPORT_ALL", "1");
            environment.put("REMOTE_USER", "someone");
            environment.put("REMOTE_ADDR", "127.0.0.1");
            environment.put("REQUEST_METHOD", exchange.getRequestMethod());
            environment.put("PATH_INFO", exchange.getRequestURI().getPath());
            environment.put(
                    "QUERY_STRING",
                    String.valueOf(exchange.getRequestURI().getQuery()).replace("null", ""));
            exchange.getRequestHeaders().forEach((name, values) -> {
                String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
                environment.put("HTTP_" + variable, values.get(0));
                environment.put(variable, values.get(0)); // CONTENT_TYPE, CONTENT_LENGTH, GIT_PROTOCOL
            });
            if (isOfProtocolZero(exchange)) {
                environment.remove("GIT_PROTOCOL");
                environment.remove("HTTP_GIT_PROTOCOL");
            }
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var in = process.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            byte[] answer = process.getInputStream().readAllBytes();
            int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            int status = 200;
            for (String header : new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n")) {
                String[] parts = header.split(": ", 2);
                if (parts[0].equals("Status")) {
                    status = Integer.parseInt(parts[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().set(parts[0], parts[1]);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
        }
    };

    /** The attribute of an exchange that is to know only the first version of git's protocol. */
    static final String PROTOCOL_ZERO = "protocol-zero";

    private static boolean isOfProtocolZero(HttpExchange exchange) {
        return exchange.getAttribute(PROTOCOL_ZERO) != null;
    }

    abstract void answer(Path root, HttpExchange exchange) throws IOException;

    /** The backends to test with: git's own too where {@code -Dkit.test.gitBackend=true} says that git is there. */
    public static List<GitBackend> toTestWith() {
        List<GitBackend> backends = new ArrayList<>(List.of(JGIT));
        if (Boolean.getBoolean("kit.test.gitBackend")) {
            backends.add(GIT);
        }
        return backends;
    }

    /** Gives a repository a hook that prints a message and declines every push. */
    public static void decline(Path repository, String message) throws IOException {
        Path hook = Files.createDirectories(repository.resolve("hooks")).resolve("pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho '" + message + "'\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
