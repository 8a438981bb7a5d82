package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections as clients keep them: many at once, idle for a while, and used again. */
@Timeout(60)
class HttpFrontTest {
    private static final int CLIENTS = 500;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void connectionsBeyondTheJdksLimitOfIdleOnesStayOpen(@TempDir Path folder) throws IOException {
        // a process of its own: there the sandbox's settings are the first that the JDK's server reads
        try (TestServer sandbox = SandboxProcess.start(folder)) {
            for (int i = 0; i < CLIENTS; i++) {
                sockets.add(new Socket(sandbox.url().getHost(), sandbox.url().getPort()));
            }
            for (int round = 1; round <= 2; round++) {
                for (Socket socket : sockets) {
                    assertThat(statusOf(socket)).as("round %d", round).isEqualTo("HTTP/1.1 200 OK");
                }
            }
        }
    }

    private static String statusOf(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = String.valueOf(reader.readLine());
        int length = 0;
        for (String header = reader.readLine(); header != null && !header.isEmpty(); header = reader.readLine()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        reader.skip(length);
        return status;
    }
}
