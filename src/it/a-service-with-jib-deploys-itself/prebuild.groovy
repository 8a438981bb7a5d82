import com.sun.net.httpserver.HttpsConfigurator
import com.sun.net.httpserver.HttpsServer
import java.security.KeyStore
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import org.eclipse.jgit.api.Git

def begin = { String folder, boolean bare, String branch ->
    Git.init().setBare(bare).setInitialBranch(branch).setDirectory(new File(basedir, folder)).call()
}
def commit = { Git git ->
    git.add().addFilepattern('.').call()
    git.commit().setMessage('Start').setAuthor('a', 'a@example.com').setCommitter('a', 'a@example.com').setSign(false).call()
}

def remote = new File(basedir, 'target/deployments.git')
begin('target/deployments.git', true, 'main').close()
def seed = begin('target/seed', false, 'main')
new File(basedir, 'target/seed/kit.yaml').text = 'version: "3"\nimages: {path: ./images, property: image}\n'
def file = new File(basedir, 'target/seed/images/example/web/master.yaml')
file.parentFile.mkdirs()
file.text = "image: 'registry.example.com/example/web:master-0' # keep\n"
commit(seed)
seed.push().setRemote(remote.toURI().toString()).add('main').call()
seed.close()

// the service's own repo: branch and committer are told by nothing else
new File(basedir, '.gitignore').text = 'target/\n*.log\n*.properties\n'
def service = begin('.', false, 'master')
service.repository.config.setString('user', null, 'name', 'Ada')
service.repository.config.setString('user', null, 'email', 'ada@example.com')
service.repository.config.save()
commit(service)
service.close()

// Jib asks by TLS first, and waits long for an answer where there is none
def keys = new File(basedir, 'target/keys.p12')
def password = 'changeit'
def keytool = [System.getProperty('java.home') + '/bin/keytool', '-genkeypair', '-alias', 'registry', '-keyalg', 'RSA', '-dname',
        'CN=127.0.0.1', '-storetype', 'PKCS12', '-keystore', keys.path, '-storepass', password].execute()
assert keytool.waitFor() == 0
def store = KeyStore.getInstance(keys, password.toCharArray())
def managers = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
managers.init(store, password.toCharArray())
def tls = SSLContext.getInstance('TLS')
tls.init(managers.keyManagers, null, null)

// a registry that takes what is pushed, and keeps the manifests
def pushed = new java.util.concurrent.ConcurrentHashMap()
def registry = HttpsServer.create(new InetSocketAddress(InetAddress.getByName('127.0.0.1'), 0), 0)
registry.httpsConfigurator = new HttpsConfigurator(tls)
def digest = { byte[] bytes -> 'sha256:' + java.security.MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex() }
registry.createContext('/v2/') { exchange ->
    def path = exchange.requestURI.path
    def bytes = exchange.requestBody.bytes
    def status = 200
    if (exchange.requestMethod == 'POST' || exchange.requestMethod == 'PATCH') {
        exchange.responseHeaders.set('Location', '/v2/example/web/blobs/uploads/one')
        status = 202
    } else if (exchange.requestMethod == 'PUT') {
        if (path.contains('/manifests/')) {
            pushed[path.tokenize('/').last()] = digest(bytes)
        }
        exchange.responseHeaders.set('Docker-Content-Digest', digest(bytes))
        status = 201
    } else if (path != '/v2/') {
        status = 404
    }
    exchange.sendResponseHeaders(status, -1)
    exchange.close()
}
registry.start()
context.put('server', registry)
context.put('pushed', pushed)
new File(basedir, 'test.properties').text = "deployments=${remote.toURI()}\nregistry=127.0.0.1:$registry.address.port\n"
return true
