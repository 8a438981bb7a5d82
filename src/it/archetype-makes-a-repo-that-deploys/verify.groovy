import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('local (sandbox): 7 to create')
assert log.contains('Deployed 1 of 1 cluster') && log.contains(': 7 created.') && log.contains(': 7 unchanged.')

def repo = new File(basedir, 'deployments')
assert new File(repo, '.gitignore').text == 'target/\n.m2/\n'
// what begins with a dot gets lost easily, and what has ${...} changes easily
def source = new File(basedir, '../../../src/main/resources/archetype-resources')
['.editorconfig': '__editorconfig__', '.gitignore': '__gitignore__', '.gitlab-ci.yml': '__gitlabci__.yml', 'Jenkinsfile': 'Jenkinsfile',
        '.github/workflows/deploy.yaml': '__github__/workflows/deploy.yaml',
        '.github/workflows/pull-request.yaml': '__github__/workflows/pull-request.yaml'].each { made, from ->
    assert new File(repo, made).bytes == new File(source, from).bytes
}
assert (new File(repo, 'schemas').list() as List).sort() == ['cluster', 'group', 'image', 'kit', 'var'].collect { it + '.schema.json' }
assert new File(repo, '.mvn/jvm.config').text == '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n'
assert new File(repo, '.vscode/settings.json').text.contains('!append')
assert new File(repo, 'kit.yaml').text.startsWith('# yaml-language-server: $schema=./schemas/kit.schema.json\n')
assert new File(repo, 'target/kit/manifests').list() as List == ['local']
def result = new JsonSlurper().parse(new File(repo, 'target/kit/result.json'))
assert result.successful && result.clusters*.name == ['local']
assert result.clusters[0].objects*.namespace.unique().sort() == ['', 'backend', 'frontend']
