import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('Plan for 2 clusters, all alike:')
assert log.contains('Deployed 2 of 2 clusters') && log.contains(': 6 created.')
assert log.contains(': 6 unchanged.')

def result = new JsonSlurper().parse(new File(basedir, 'target/kit/result.json'))
assert result.successful
assert result.clusters*.name == ['one', 'two']
assert new File(basedir, 'target/kit/report/index.html').text.contains('<title>kit deploy: done, 2 clusters</title>')
assert result.clusters.every { it.status == 'succeeded' && it.counts == [unchanged: 3] }
