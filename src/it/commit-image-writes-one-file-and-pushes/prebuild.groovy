import org.eclipse.jgit.api.Git

def remote = new File(basedir, 'deployments.git')
Git.init().setBare(true).setInitialBranch('main').setDirectory(remote).call().close()
def seed = Git.init().setInitialBranch('main').setDirectory(new File(basedir, 'seed')).call()
new File(basedir, 'seed/kit.yaml').text = 'version: "3"\nimages: {path: ./images, property: image}\n'
def file = new File(basedir, 'seed/images/acme/web/master.yaml')
file.parentFile.mkdirs()
file.text = '# who reads this: everyone\nimage: "registry.example.com/acme/web:master-1" # keep\nother: 1'
seed.add().addFilepattern('.').call()
seed.commit().setMessage('Start').setAuthor('a', 'a@example.com').setCommitter('a', 'a@example.com').setSign(false).call()
seed.push().setRemote(remote.toURI().toString()).add('main').call()
seed.close()
// the goal is told by a property, since the folder is only known now
new File(basedir, 'test.properties').text = "kit.deployments.url=${remote.toURI()}\nkit.committer.name=ci\nkit.committer.email=ci@example.com\n"
return true
