import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a server, as a network of some length does: {@code Distance PORT MILLISECONDS}. Prints the port
 * to ask instead. What either says arrives half that time later, however much of it is under way.
 */
class Distance {
    private record Said(byte[] bytes, long due) {}

    public static void main(String[] args) throws IOException {
        long way = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1])) / 2;
        ServerSocket door = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        System.out.println(door.getLocalPort());
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            carry(client, server, way);
            carry(server, client, way);
        }
    }

    private static void carry(Socket from, Socket to, long way) {
        BlockingQueue<Said> underWay = new LinkedBlockingQueue<>();
        start(() -> {
            InputStream in = from.getInputStream();
            byte[] some = new byte[1 << 16];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                underWay.add(new Said(Arrays.copyOf(some, n), System.nanoTime() + way));
            }
            underWay.add(new Said(new byte[0], System.nanoTime() + way));
        });
        start(() -> {
            OutputStream out = to.getOutputStream();
            for (Said said = underWay.take(); said.bytes.length > 0; said = underWay.take()) {
                TimeUnit.NANOSECONDS.sleep(said.due - System.nanoTime());
                out.write(said.bytes);
            }
            to.shutdownOutput();
        });
    }

    private interface Talk {
        void go() throws IOException, InterruptedException;
    }

    private static void start(Talk talk) {
        Thread thread = new Thread(() -> {
            try {
                talk.go();
            } catch (IOException | InterruptedException e) {
                // one of them has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
