import io.github.kitmaven.sandbox.Sandbox
import io.github.kitmaven.sandbox.SandboxOptions
import org.eclipse.jgit.api.Git

def remote = new File(basedir, 'deployments.git')
Git.init().setBare(true).setInitialBranch('main').setDirectory(remote).call().close()

def seed = new File(basedir, 'repo')
def git = Git.init().setInitialBranch('main').setDirectory(seed).call()
def release = { version ->
    new File(seed, 'images/acme/web').mkdirs()
    new File(seed, 'images/acme/web/master.yaml').text = "image: registry.example.com/acme/web:${version}\n"
    git.add().addFilepattern('.').call()
    git.commit().setMessage("Version ${version}").setAuthor('a', 'a@example.com').setCommitter('a', 'a@example.com').setSign(false).call()
    git.push().setRemote(remote.toURI().toString()).add('main').call()
    Git.cloneRepository().setURI(remote.toURI().toString()).setDirectory(new File(basedir, "v${version}")).call().close()
}
release(1)
release(2)
git.close()

// beside the build, so that all its runs meet the same clusters
['one', 'two'].each { name ->
    def sandbox = Sandbox.start(SandboxOptions.defaults())
    context.put(name, sandbox)
    ['v1', 'v2'].each { sandbox.writeKubeconfig(new File(basedir, "${it}/clusters/${name}/kubeconfig.yaml").toPath(), name) }
}
// a clone follows its remote, but commit-image has no clone
new File(basedir, 'test.properties').text =
        "kit.deployments.url=${remote.toURI()}\nkit.committer.name=ci\nkit.committer.email=ci@example.com\n"
return true
