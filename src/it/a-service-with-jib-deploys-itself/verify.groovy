import org.eclipse.jgit.api.Git
import org.eclipse.jgit.treewalk.TreeWalk

context.get('server').stop(0)
def image = "127.0.0.1:${context.get('server').address.port}/example/web:master-1@${context.get('pushed')['master-1']}"

def git = Git.open(new File(basedir, 'target/deployments.git'))
def commits = git.log().add(git.repository.resolve('refs/heads/main')).call() as List
assert commits.size() == 2 : 'the second build had nothing to commit, and the third no business to'
assert commits[0].committerIdent.name == 'Ada'
assert commits[0].fullMessage.contains('Kit-Service-Branch: master\n')
def tree = TreeWalk.forPath(git.repository, 'images/example/web/master.yaml', commits[0].tree)
assert new String(git.repository.open(tree.getObjectId(0)).bytes) == "image: '$image' # keep\n"
git.close()

def log = new File(basedir, 'build.log').text
assert log.contains("Committed $image to images/example/web/master.yaml on branch main as ")
assert log.contains('Nothing to commit: images/example/web/master.yaml on branch main names')
assert log.contains('Nothing is committed: branch topic is none of kit.deployableBranches, master, release/*.')
