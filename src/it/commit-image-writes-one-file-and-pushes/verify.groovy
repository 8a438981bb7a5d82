import org.eclipse.jgit.api.Git

def git = Git.open(new File(basedir, 'deployments.git'))
def commits = git.log().add(git.repository.resolve('refs/heads/main')).call() as List
assert commits.size() == 2 : 'the second build had nothing to commit'
assert commits[0].authorIdent.name == 'ci'
def tree = org.eclipse.jgit.treewalk.TreeWalk.forPath(git.repository, 'images/acme/web/master.yaml', commits[0].tree)
def text = new String(git.repository.open(tree.getObjectId(0)).bytes)
assert text == '# who reads this: everyone\nimage: "registry.example.com/acme/web:master-2" # keep\nother: 1'
git.close()

def log = new File(basedir, 'build.log').text
assert log.contains('Committed registry.example.com/acme/web:master-2 to images/acme/web/master.yaml on branch main as ')
assert log.contains('Nothing to commit: images/acme/web/master.yaml on branch main names')
assert !new File(basedir, 'images').exists()
