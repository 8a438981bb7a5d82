import com.sun.net.httpserver.HttpServer
import org.eclipse.jgit.api.Git

def remote = new File(basedir, 'deployments.git')
Git.init().setBare(true).setInitialBranch('main').setDirectory(remote).call().close()
def seed = Git.init().setInitialBranch('main').setDirectory(new File(basedir, 'seed')).call()
new File(basedir, 'seed/kit.yaml').text = 'version: "3"\nimages: {path: ./images, property: spec.image}\n'
def file = new File(basedir, 'seed/images/acme/web/master.yaml')
file.parentFile.mkdirs()
file.text = 'spec: {replicas: 2, image: old} # keep\n'
seed.add().addFilepattern('.').call()
seed.commit().setMessage('Start').setAuthor('a', 'a@example.com').setCommitter('a', 'a@example.com').setSign(false).call()
seed.push().setRemote(remote.toURI().toString()).add('main').call()
seed.close()

// a registry that has the images, and tells their digests
def asked = Collections.synchronizedList([])
def registry = HttpServer.create(new InetSocketAddress(InetAddress.getByName('127.0.0.1'), 0), 0)
registry.createContext('/v2/') { exchange ->
    asked << "$exchange.requestMethod $exchange.requestURI".toString()
    exchange.responseHeaders.set('Docker-Content-Digest', 'sha256:' + '0a' * 32)
    exchange.sendResponseHeaders(200, -1)
    exchange.close()
}
registry.start()
context.put('server', registry)
context.put('asked', asked)
new File(basedir, 'test.properties').text = """\
    kit.deployments.url=${remote.toURI()}
    kit.committer.name=ci
    kit.committer.email=ci@example.com
    registry=127.0.0.1:$registry.address.port
    """.stripIndent()
return true
