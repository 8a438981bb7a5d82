import groovy.json.JsonSlurper

def sandbox = context.get('sandbox')
def deletes = sandbox.requests().findAll { it.method() == 'DELETE' }
sandbox.close()

def log = new File(basedir, 'build.log').text
assert log.contains('ConfigMap shop/settings  (left over: no longer in the repo since ')
assert log.contains('; -Dkit.prune=true would delete it)')
assert log.contains('Cluster one would lose 1 object no longer in the repo, and the budget is 0 objects, which is 0 here: ConfigMap shop/settings')
assert log.contains('- ConfigMap shop/settings  (no longer in the repo since ')
assert deletes*.path() == ['/api/v1/namespaces/shop/configmaps/settings']

def result = new JsonSlurper().parse(new File(basedir, 'after/target/kit/result.json'))
assert result.clusters[0].counts == [delete: 1, unchanged: 2]
