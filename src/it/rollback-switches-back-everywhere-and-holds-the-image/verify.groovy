import org.eclipse.jgit.api.Git

def log = new File(basedir, 'build.log').text
assert log.contains('Resource web is deployed with fast-rollback, and it is not said which deploy to switch back to; in reserve on all clusters: v1.')
assert log.contains('2 of 2 clusters failed (one, two); nothing was written to any cluster.')
assert log.contains('Deployment shop/web-v0 is not in cluster one; the same in 1 more cluster: two')
assert log.contains('No Service was switched on any cluster; in reserve on all clusters: v1.')
assert log.contains('Nothing was written: this was a dry run.')
assert log.contains('~ Service shop/web  (back to deploy v1)')
assert log.contains('spec.selector.id: v2 -> v1')
assert log.contains('Switched web back to deploy v1 on 2 clusters.')
assert log.contains('Nothing to switch: web is at deploy v1 already on 2 clusters.')
assert log.contains('Not committed: images/acme/web/master.yaml on branch main stays at registry.example.com/acme/web:1, held by ci until 2100-01-01T00:00:00Z: orders fail.')

['one', 'two'].each { name ->
    def sandbox = context.get(name)
    def patches = sandbox.requests().findAll {
        it.method() == 'PATCH' && it.path() == '/api/v1/namespaces/shop/services/web' && !it.dryRun()
    }
    assert patches.size() == 4 : 'two deploys and two rollbacks'
    sandbox.close()
}

def git = Git.open(new File(basedir, 'deployments.git'))
def commits = git.log().add(git.repository.resolve('refs/heads/main')).call() as List
def second = commits[2].name.substring(0, 10)
assert commits*.shortMessage == ["Roll web back to commit ${second}".toString(), 'Roll web back to deploy v1', 'Version 2', 'Version 1']
assert new File(basedir, 'v2/images/acme/web/master.yaml').text.startsWith('image: registry.example.com/acme/web:2\nhold:\n') : 'brought forward'
def tree = org.eclipse.jgit.treewalk.TreeWalk.forPath(git.repository, 'images/acme/web/master.yaml', commits[1].tree)
def text = new String(git.repository.open(tree.getObjectId(0)).bytes)
assert text == "image: registry.example.com/acme/web:1\nhold:\n  reason: 'orders fail'\n  by: 'ci'\n  until: 2100-01-01T00:00:00Z\n"
git.close()

def result = new groovy.json.JsonSlurper().parse(new File(basedir, 'v2/target/kit/result.json'))
assert result.goal == 'rollback'
assert result.successful
