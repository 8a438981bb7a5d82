import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

def folder = new File(basedir, 'target/kit/sandbox')
def all = new File(folder, 'kubeconfig.yaml')
def log = new File(basedir, 'build.log').text
assert log =~ /CLUSTER +CONTEXT +NAMESPACE +URL/
assert log =~ /one +one +shop +http:\/\/127\.0\.0\.1:\d+/
assert log.contains("export KUBECONFIG=${all}")
assert log.contains('mvn kit:deploy -Dkit.kubeconfig=target/kit/sandbox/kubeconfigs')
assert log.contains('They run for 1 s.')
assert log.contains("The sandboxes have ended; what is in them is kept in ${folder}.")
assert log.readLines().any { it.replaceAll(/\x1b\[0?m/, '') == all.toString() } : 'with -q, the path alone'
assert log.contains('-Dkit.sandbox.faults: nothing is named three')
assert log.contains("'dorp' in kit.sandbox.faults is no fault that a sandbox knows")
assert log.contains('4 of 4 resources in step with the repo.')

def servers = { file -> (file.text =~ /server: "(.*?)"/).collect { it[1] } }
assert servers(all).size() == 1 : 'the last run was of one cluster'
assert all.text.contains('context: {cluster: "one", user: sandbox, namespace: "shop"}')
assert all.text.contains('current-context: "one"')
assert servers(new File(folder, 'kubeconfigs/one.yaml')) == servers(all)
assert servers(new File(folder, 'kubeconfigs/two.yaml')) != servers(all)
if (Files.getFileStore(all.toPath()).supportsFileAttributeView('posix')) {
    assert PosixFilePermissions.toString(Files.getPosixFilePermissions(all.toPath())) == 'rw-------'
}
