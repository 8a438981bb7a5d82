import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('local (sandbox): 7 to create')
assert log.contains('Deployed 1 of 1 cluster') && log.contains(': 7 created.') && log.contains(': 7 unchanged.')

def repo = new File(basedir, 'deployments')
assert new File(repo, '.gitignore').text == 'target/\n'
assert new File(repo, 'target/kit/manifests').list() as List == ['local']
def result = new JsonSlurper().parse(new File(repo, 'target/kit/result.json'))
assert result.successful && result.clusters*.name == ['local']
assert result.clusters[0].objects*.namespace.unique().sort() == ['', 'backend', 'frontend']
