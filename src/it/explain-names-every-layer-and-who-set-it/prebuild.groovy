import org.eclipse.jgit.api.Git

def git = Git.init().setInitialBranch('main').setDirectory(basedir).call()
def commit = { message, who ->
    git.add().addFilepattern('.').call()
    git.commit().setMessage(message).setAuthor(who, who + '@example.com').setCommitter(who, who + '@example.com').setSign(false).call()
}
commit('Begin', 'ann')
def type = new File(basedir, 'type/test-var.yaml')
type.text = type.text.replace('replicas: 2', 'replicas: 4')
commit('Run four of each', 'bob')
def cluster = new File(basedir, 'clusters/one/configuration-var.yaml')
cluster.text = cluster.text.replace('replicas: 3', 'replicas: 5')
git.close()
return true
