import groovy.json.JsonSlurper

def sandbox = context.get('sandbox')
def asked = sandbox.requests().drop(context.get('before'))
sandbox.close()

def log = new File(basedir, 'build.log').text
assert log.contains('ConfigMap shop/settings in cluster one conflicts with other managers of its fields:'
    + ' .data.greeting is owned by settings-operator.')
assert log.contains('-Dkit.forceConflicts=true')
assert log.contains('nothing was written to any cluster')
assert !log.contains('\tat io.github')
assert asked.findAll { it.method() != 'GET' }.every { it.dryRun() }
assert new JsonSlurper().parse(new File(basedir, 'target/kit/result.json')).clusters[0].status == 'refused'
