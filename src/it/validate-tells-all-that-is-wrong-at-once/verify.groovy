import groovy.json.JsonSlurper

def lines = new File(basedir, 'build.log').readLines()
def log = lines.join('\n')
[
    '[ERROR] clusters/two/cluster.yaml:2:29: The cluster type tset is not known. The nearest name is test. [configuration]',
    '[ERROR] resources/web.mustache:5:3 (rendered: one/web.yaml:5): Deployment web: Kubernetes knows no field spec.replicsa. The nearest name is replicas.' +
        ' [unknown-field] in 2 clusters: one, three',
    '[ERROR] resources/forgotten.mustache:2:1: The section forgotten begins here, but does not end before what surrounds it.',
    '[WARNING] resources/forgotten.mustache: No resource names this file.',
    '[WARNING] resources/plain.yaml:4:18: Service web: no pod of the cluster\'s manifests has the labels that spec.selector' +
        ' wants.',
].each { assert log.contains(it) : "missing: $it" }
assert !log.contains('PASSWORD') : 'an external variable need not be set'
assert log.contains('The validation found 3 errors, 2 warnings in 2 clusters and the repo.')

// a runner of GitHub Actions looks for these at the begin of a line
assert lines.any { it.startsWith('::error file=clusters/two/cluster.yaml,line=2,col=29,title=kit configuration::The cluster') }
assert lines.any { it.startsWith('::warning file=resources/forgotten.mustache,title=kit unused::No resource') }

// with -q, in the form of compilers
assert lines*.replaceAll(/\u001b\[0?m/, '').findAll { it ==~ /\S+: (error|warning): .*/ }*.replaceFirst(/ (error|warning): .*/, ' $1') == [
    'clusters/two/cluster.yaml:2:29: error',
    'resources/forgotten.mustache: warning',
    'resources/forgotten.mustache:2:1: error',
    'resources/plain.yaml:4:18: warning',
    'resources/web.mustache:5:3: error',
]

def result = new JsonSlurper().parse(new File(basedir, 'target/kit/validate.json'))
assert [result.version, result.clusters, result.errors, result.warnings] == [1, 2, 3, 2]
def shared = result.findings.find { it.rule == 'unknown-field' }
assert shared.severity == 'error' && shared.clusters == ['one', 'three'] && shared.origin.rendered.file == 'one/web.yaml'
assert [shared.origin.file, shared.origin.line, shared.origin.column] == ['resources/web.mustache', 5, 3]
assert new File(basedir, 'target/kit').list() == ['validate.json'] : 'nothing is written but the findings'
return true
