import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Times whichever fabric8 HTTP client is on the class path against a real kube-apiserver.
 *
 * <p>{@code HttpClientBench KUBECONFIG start|load [http1]}: {@code start} prints the milliseconds from the start of the JVM
 * to the first answered GET; {@code load} prints requests per second of server-side apply dry-runs and of LISTs.
 */
public final class HttpClientBench {
    private static final int THREADS = 16;

    private final HttpClient http;
    private final String server;

    private HttpClientBench(HttpClient http, String server) {
        this.http = http;
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        Config config = Config.fromKubeconfig(new File(args[0]));
        HttpClient.Builder builder = HttpClientUtils.getHttpClientFactory().newBuilder(config);
        if (args.length > 2) {
            builder.preferHttp11();
        }
        String server = config.getMasterUrl().replaceAll("/$", "");
        try (HttpClient http = builder.build()) {
            HttpClientBench bench = new HttpClientBench(http, server);
            bench.get("/api/v1");
            long sinceStart = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            if (args[1].equals("start")) {
                System.out.println(sinceStart);
                return;
            }
            bench.load();
        }
    }

    private void load() throws Exception {
        for (int i = 0; i < 500; i++) {
            apply(i, "");
        }
        rate("warm-up", 1000, i -> apply(i, "&dryRun=All"));
        rate("dry-run applies/s", 2000, i -> apply(i, "&dryRun=All"));
        rate("dry-run applies/s", 2000, i -> apply(i, "&dryRun=All"));
        rate("LISTs of 500/s", 200, i -> get("/api/v1/namespaces/default/configmaps?limit=500"));
        rate("LISTs of 500/s", 400, i -> get("/api/v1/namespaces/default/configmaps?limit=500"));
    }

    private interface Call {
        int run(int i) throws Exception;
    }

    private static void rate(String what, int count, Call call) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int n = i;
                calls.add(() -> call.run(n));
            }
            long begin = System.nanoTime();
            long bytes = 0;
            for (Future<Integer> each : pool.invokeAll(calls)) {
                bytes += each.get();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%-18s %6.0f  (%d MB)%n", what, count / seconds, bytes >> 20);
        } finally {
            pool.shutdown();
        }
    }

    private int apply(int i, String more) throws Exception {
        String name = "bench-" + i % 500;
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"app\":\"bench\"}},\"data\":{\"text\":\"" + "x".repeat(1000) + "\"}}";
        return send(http.newHttpRequestBuilder()
                .uri(server + "/api/v1/namespaces/default/configmaps/" + name + "?fieldManager=kit&force=true" + more)
                .method("PATCH", "application/apply-patch+yaml", body));
    }

    private int get(String path) throws Exception {
        return send(http.newHttpRequestBuilder().uri(server + path));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        var response = http.sendAsync(request.build(), byte[].class).get(30, TimeUnit.SECONDS);
        if (response.code() > 299) {
            throw new IllegalStateException(response.code() + " " + new String(response.body()));
        }
        return response.body().length;
    }
}
