import com.sun.net.httpserver.HttpServer
import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions

def sandbox = Sandbox.start(SandboxOptions.defaults())
context.put('sandbox', sandbox)
sandbox.writeKubeconfig(new File(basedir, 'clusters/one/kubeconfig.yaml').toPath(), 'one')

// a store that takes everything; unit tests have a real one
def puts = Collections.synchronizedMap([:])
def store = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
store.createContext('/') { exchange ->
    def body = exchange.requestBody.bytes
    if (exchange.requestMethod == 'PUT') {
        puts[exchange.requestURI.path] = [exchange.requestHeaders.getFirst('x-amz-server-side-encryption'), new String(body, 'UTF-8')]
    }
    def answer = exchange.requestMethod == 'GET' ? '<ListBucketResult/>'.bytes : new byte[0]
    exchange.sendResponseHeaders(200, answer.length ?: -1)
    exchange.responseBody.write(answer)
    exchange.close()
}
store.start()
context.put('store', store)
context.put('puts', puts)
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('ENDPOINT', "http://127.0.0.1:${store.address.port}")

return true
