def sandbox = context.get('sandbox')
def asked = sandbox.requests().drop(context.get('before'))
sandbox.close()

def log = new File(basedir, 'build.log').text
assert log.contains('one: 1 to create, 1 to update, 1 unchanged')
assert log.contains('~ ConfigMap shop/settings')
assert log.contains('data.greeting: good day -> hello')
assert log.contains('+ Deployment shop/web')

def writes = asked.findAll { it.method() != 'GET' }
assert writes*.path().sort() ==
    ['/api/v1/namespaces/shop/configmaps/settings', '/apis/apps/v1/namespaces/shop/deployments/web']
assert writes.every { it.method() == 'PATCH' && it.dryRun() }
