import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains("Cluster dead can't be reached: ")
assert log.contains('127.0.0.1:1')
assert log.contains('1 of 2 clusters failed (dead)')
assert !log.contains('not-a-real-token')
assert !log.contains('\tat io.github')

def result = new JsonSlurper().parse(new File(basedir, 'target/kit/result.json'))
assert result.clusters*.status == ['unreachable', 'succeeded']
assert result.clusters[1].counts == [create: 3]
