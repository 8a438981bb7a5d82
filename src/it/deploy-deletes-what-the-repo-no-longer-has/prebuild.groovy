import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions

// beside the build, so that one cluster meets the repo as it was and as it is
def sandbox = Sandbox.start(SandboxOptions.defaults())
context.put('sandbox', sandbox)
['before', 'after'].each {
    sandbox.writeKubeconfig(new File(basedir, it + '/clusters/one/kubeconfig.yaml').toPath(), 'one')
}

return true
