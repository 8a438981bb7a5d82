import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions
import org.eclipse.jgit.api.Git

def repo = new File(basedir, 'repo')
def git = Git.init().setInitialBranch('main').setDirectory(repo).call()
def commit = { message ->
    git.add().addFilepattern('.').call()
    git.commit().setMessage(message).setAuthor('Ann', 'ann@example.com').setCommitter('Ann', 'ann@example.com').setSign(false).call()
}
def image = { version ->
    new File(repo, 'images/acme/web').mkdirs()
    new File(repo, 'images/acme/web/master.yaml').text = "image: registry.example.com/acme/web:${version}\n"
    commit("Version ${version}")
    Git.cloneRepository().setURI(repo.toURI().toString()).setDirectory(new File(basedir, "v${version}")).call().close()
}
image(1)
new File(repo, 'base-var.yaml').text = 'kind: ResourceConfig\nreplicas: 2\n'
commit('Scale web up')
image(2)
git.close()

// beside the build, so that all its runs meet the same clusters
['one', 'two'].each { name ->
    def sandbox = Sandbox.start(SandboxOptions.defaults())
    context.put(name, sandbox)
    ['v1', 'v2'].each { sandbox.writeKubeconfig(new File(basedir, "${it}/clusters/${name}/kubeconfig.yaml").toPath(), name) }
}
return true
