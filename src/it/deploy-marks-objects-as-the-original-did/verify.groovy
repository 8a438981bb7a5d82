import groovy.json.JsonSlurper
import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions

def log = new File(basedir, 'build.log').text
assert log.contains(': 3 created.') && log.contains(': 3 unchanged.')
assert log.contains('resources/nameless.mustache:1:1') && log.contains('Service shop/nameless has no name in its selector')
assert log.contains('nothing was written to any cluster')

def sandbox = Sandbox.start(SandboxOptions.defaults().withState(new File(basedir, 'target/kit/sandbox/one/state').toPath()))
def get = { path -> new JsonSlurper().parse(sandbox.url().resolve(path).toURL()) }
def web = get('/apis/apps/v1/namespaces/shop/deployments/web')
def service = get('/api/v1/namespaces/shop/services/web')
sandbox.close()

assert web.spec.selector.matchLabels == [name: 'web', strategy: 'rolling-update', 'app.kubernetes.io/name': 'web']
assert service.spec.selector == [name: 'web', strategy: 'rolling-update']
[web, service].each {
    assert it.metadata.labels.resource == 'web' && it.metadata.labels.id == '7'
    assert it.metadata.annotations['deployment.invision/uuid'] == 'run-1'
    assert it.metadata.annotations['deployment.invision/release-id'] == 'release-1'
    assert it.metadata.annotations['kit-deployer/original-name'] == 'web'
}
return true
