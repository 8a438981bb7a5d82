package io.github.kitmaven.cluster.fabric8;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/** An HTTP client whose streams can be read, but fail when they are closed. */
final class FailingStreams {
    private FailingStreams() {}

    static HttpClient of(HttpClient real) {
        return around(HttpClient.class, (proxy, method, args) -> {
            Object result = invoke(real, method, args);
            return method.getName().equals("sendAsync") && args[1] == InputStream.class
                    ? ((CompletableFuture<?>) result).thenApply(response -> around((HttpResponse<?>) response))
                    : result;
        });
    }

    private static HttpResponse<?> around(HttpResponse<?> real) {
        return around(HttpResponse.class, (proxy, method, args) -> {
            Object result = invoke(real, method, args);
            return result instanceof InputStream stream ? failing(stream) : result;
        });
    }

    private static InputStream failing(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public void close() throws IOException {
                super.close();
                throw new IOException("can't be closed");
            }
        };
    }

    private static <T> T around(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
