import groovy.json.JsonSlurper

def asked = ['one', 'two'].collectMany { name ->
    def sandbox = context.get(name)
    def requests = sandbox.requests()
    sandbox.close()
    requests
}
def log = new File(basedir, 'build.log').text
assert log.contains('ConfigMap default/settings_of two in cluster two is refused (422 Invalid): ')
assert log.contains('resources/settings.mustache:1:1 (rendered: two/settings.yaml:1): ')
assert log.contains('1 of 2 clusters failed (two); nothing was written to any cluster')
assert !log.contains('\tat io.github')
assert asked.findAll { it.method() != 'GET' && !it.path().contains('selfsubject') }.every { it.dryRun() }
assert new JsonSlurper().parse(new File(basedir, 'target/kit/result.json')).clusters*.status == ['planned', 'refused']
