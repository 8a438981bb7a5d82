import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('Deployment shop/web in cluster one is unhealthy: ')
assert log.contains('ImagePullBackOff')
assert log.contains('    last event: Failed: Failed to pull image "')
assert !log.contains('\tat io.github')

def result = new JsonSlurper().parse(new File(basedir, 'target/kit/result.json'))
assert !result.successful
def web = result.clusters[0].objects.find { it.kind == 'Deployment' }
assert web.action == 'create' && web.health.state == 'failed'
assert web.health.certainty == 'stuck'
assert web.health.troubles[0].reason == 'ImagePullBackOff' && web.health.troubles[0].container
assert web.health.event.reason == 'Failed'
assert web.health.seconds < 60 : 'it should not have waited for the time limit'
def settings = result.clusters[0].objects.find { it.kind == 'ConfigMap' }
assert settings.health.state == 'healthy'
