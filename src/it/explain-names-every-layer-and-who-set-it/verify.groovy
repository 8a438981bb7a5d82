import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()*.stripTrailing()
def said = { String... lines ->
    def at = Collections.indexOfSubList(log.collect { it.replaceFirst(/^\[INFO\] ?/, '').replaceAll(/[0-9a-f]{10}  \d{4}-\d\d-\d\d/, 'COMMIT') }, lines as List)
    assert at >= 0 : "the log lacks ${lines.join('\n')}"
}
said('replicas in cluster one for resource web is: 5',
    '  => cluster  clusters/one/configuration-var.yaml:2:11  5',
    '              not committed yet',
    '     type     type/test-var.yaml:3:11                   4',
    '              COMMIT  bob: Run four of each',
    '     base     base-var.yaml:3:11                        1',
    '              COMMIT  ann: Begin')
said('one/web.yaml:14 is: app: web',
    '  from resources/common/labels.mustache:1',
    '       COMMIT  ann: Begin',
    '  as it stands there: no value is printed on it, and no section is around it')
assert log.any { it.contains('replcas is not there in cluster one for resource web. The nearest name is replicas.') }

// alone on the standard output of a quiet build
def plain = log*.replaceAll(/\u001b\[0?m/, '')
def json = new JsonSlurper().parseText(plain.subList(plain.indexOf('{'), plain.indexOf('}') + 1).join('\n'))
assert json.values[0].value == 5
assert json.values[0].settings*.file == ['clusters/one/configuration-var.yaml', 'type/test-var.yaml', 'base-var.yaml']
assert json.values[0].settings*.author == [null, 'bob', 'ann']
assert json.values[0].settings[0].uncommitted
assert plain.findAll { it && !it.startsWith('Running post-build script') }[-1] == '5' : 'the value alone'
assert new JsonSlurper().parse(new File(basedir, 'target/explained/line.json')).line.source.file == 'resources/common/labels.mustache'
assert !new File(basedir, 'target/kit').exists() : 'nothing is written'
return true
