import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

// beside the build, so that what it was asked can be told after it
def sandbox = Sandbox.start(SandboxOptions.defaults())
context.put('sandbox', sandbox)
sandbox.writeKubeconfig(new File(basedir, 'clusters/one/kubeconfig.yaml').toPath(), 'one')
def apply = { path, body ->
    def request = HttpRequest.newBuilder(URI.create("${sandbox.url()}$path?fieldManager=settings-operator"))
        .header('Content-Type', 'application/apply-patch+yaml')
        .method('PATCH', HttpRequest.BodyPublishers.ofString(body)).build()
    assert HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode() < 300
}
apply('/api/v1/namespaces/shop', '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}')
apply('/api/v1/namespaces/shop/configmaps/settings',
    '{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {greeting: good day}}')
context.put('before', sandbox.requests().size())
