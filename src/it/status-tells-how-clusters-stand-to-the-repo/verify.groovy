import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('CLUSTER')
assert log.contains('ConfigMap shop/settings: not deployed yet')
assert log.contains('0 of 4 resources in step with the repo.')
assert log.contains('Not all is as the repo wants it: 0 of 4 resources in step.')
assert log.contains('4 of 4 resources in step with the repo.')

def status = new JsonSlurper().parse(new File(basedir, 'target/kit/status.json'))
assert status.successful
assert status.clusters*.name == ['one', 'two']
assert status.clusters[0].resources.collect { [it.name, it.state] } == [['settings', 'in step'], ['web', 'in step']]
assert status.clusters[0].resources[1].images == status.clusters[0].resources[1].wanted
assert new File(basedir, 'target/kit/result.json').exists()

// what the last two print with -q: a deploy nothing, a status its answer alone
def lines = log.readLines()*.replaceAll(/\u001b\[0?m/, '').findAll { it && !it.startsWith('Running post-build script') }
def answer = lines.subList(lines.findLastIndexOf { it.startsWith('[INFO]') } + 1, lines.size())
assert answer*.split('\t').collect { [it[0], it[1], it[3]] } ==
    [['one', 'settings', 'in step'], ['one', 'web', 'in step'], ['two', 'settings', 'in step'], ['two', 'web', 'in step']]
assert answer[1].split('\t')[2] == status.clusters[0].resources[1].images.join(',')
