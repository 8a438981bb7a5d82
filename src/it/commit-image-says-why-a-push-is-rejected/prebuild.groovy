import com.sun.net.httpserver.HttpServer
import org.eclipse.jgit.api.Git
import org.eclipse.jgit.transport.PacketLineOut
import org.eclipse.jgit.transport.ReceiveCommand
import org.eclipse.jgit.transport.ReceivePack
import org.eclipse.jgit.transport.RefAdvertiser
import org.eclipse.jgit.transport.UploadPack

def remote = Git.init().setBare(true).setInitialBranch('main').setDirectory(new File(basedir, 'deployments.git')).call()
def seed = Git.init().setInitialBranch('main').setDirectory(new File(basedir, 'seed')).call()
new File(basedir, 'seed/kit.yaml').text = 'version: "3"\nimages: {path: ./images, property: image}\n'
seed.add().addFilepattern('.').call()
seed.commit().setMessage('Start').setAuthor('a', 'a@example.com').setCommitter('a', 'a@example.com').setSign(false).call()
seed.push().setRemote(remote.repository.directory.toURI().toString()).add('main').call()
seed.close()

def upload = { def pack = new UploadPack(remote.repository); pack.biDirectionalPipe = false; pack }
def receive = {
    def pack = new ReceivePack(remote.repository)
    pack.biDirectionalPipe = false
    pack.preReceiveHook = { _, commands -> commands*.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, 'main is protected') }
    pack
}
// git's smart protocol over http, as small as it can be
def asked = Collections.synchronizedList([])
def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
server.createContext('/deployments.git') { exchange ->
    asked << "$exchange.requestMethod $exchange.requestURI".toString()
    def body = new ByteArrayOutputStream()
    def type
    if (exchange.requestURI.path.endsWith('/info/refs')) {
        def service = exchange.requestURI.query - 'service='
        type = "application/x-$service-advertisement"
        def lines = new PacketLineOut(body)
        lines.writeString("# service=$service\n")
        lines.end()
        def pack = service == 'git-upload-pack' ? upload() : receive()
        pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines))
    } else {
        def service = exchange.requestURI.path.tokenize('/').last()
        type = "application/x-$service-result"
        def input = exchange.requestHeaders.getFirst('Content-Encoding') == 'gzip'
            ? new java.util.zip.GZIPInputStream(exchange.requestBody) : exchange.requestBody
        service == 'git-upload-pack' ? upload().upload(input, body, null) : receive().receive(input, body, null)
    }
    exchange.responseHeaders.set('Content-Type', type.toString())
    exchange.sendResponseHeaders(200, body.size())
    exchange.responseBody.withCloseable { it.write(body.toByteArray()) }
}
server.start()
context.put('server', server)
context.put('remote', remote)
context.put('asked', asked)
def url = "http://ci:not-a-real-password@127.0.0.1:$server.address.port/deployments.git"
new File(basedir, 'test.properties').text = "kit.deployments.url=$url\nkit.committer.name=ci\nkit.committer.email=ci@example.com\n"
return true
