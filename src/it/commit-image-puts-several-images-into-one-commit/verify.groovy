import org.eclipse.jgit.api.Git
import org.eclipse.jgit.treewalk.TreeWalk

context.get('server').stop(0)
def host = "127.0.0.1:${context.get('server').address.port}"
def digest = 'sha256:' + '0a' * 32
assert context.get('asked') == ['HEAD /v2/acme/web/manifests/2', 'HEAD /v2/acme/api/manifests/2']

def git = Git.open(new File(basedir, 'deployments.git'))
def commits = git.log().add(git.repository.resolve('refs/heads/main')).call() as List
assert commits.size() == 5 : 'one of the POM, three of JKube; none of the branch topic, none of the dry run'
def several = commits[3]
assert several.shortMessage == 'Deploy acme/web:2 and acme/api:2 to master'
assert several.fullMessage.contains("\n\nKit-Image: $host/acme/web:2@$digest\nKit-Image: $host/acme/api:2@$digest\nKit-Service-")
assert several.fullMessage.contains('\nKit-Service-Branch: master\n')
def text = { commit, path ->
    def tree = TreeWalk.forPath(git.repository, path, commit.tree)
    tree ? new String(git.repository.open(tree.getObjectId(0)).bytes) : null
}
assert text(several, 'images/acme/web/master.yaml') == "spec: {replicas: 2, image: '$host/acme/web:2@$digest'} # keep\n"
['web/release', 'api/master', 'api/release'].each {
    def name = it.tokenize('/')[0]
    assert text(several, "images/acme/${it}.yaml") == "spec:\n  image: '$host/acme/$name:2@$digest'\n"
}
assert text(commits[2], 'images/acme/from-jkube/master.yaml') == 'spec:\n  image: registry.example.com/acme/from-jkube:1\n'
assert text(commits[1], 'images/acme/from-the-command-line/master.yaml')
assert text(commits[0], 'images/acme/shop-configured/master.yaml') == 'spec:\n  image: registry.example.com/acme/shop-configured:1\n'
git.close()

def log = new File(basedir, 'build.log').text
assert log.contains('Nothing is committed: branch topic is none of kit.deployableBranches, master, release/*.')
assert log.contains("Committed $host/acme/api:2@$digest to images/acme/api/release.yaml on branch main as ")
assert log.contains('Would commit registry.example.com/acme/two:1 to images/acme/two/master.yaml on branch main, but this is a dry run:')
assert log.contains('+++ b/images/acme/one/master.yaml')
assert !log.contains('\tat io.github')
