import groovy.json.JsonSlurper

def json = { new JsonSlurper().parse(new File(basedir, it)) }
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 9
assert runs.every { !it.contains('\tat io.github') }

assert runs[0].contains('This is shard 1 of 2 of the clusters.')
assert runs[0].contains('Deployed 1 of 1 cluster in ')
assert runs[1].contains('There is no result of shard 2 of 2, so nobody knows what it did.')
assert runs[1].contains('mvn kit:deploy -Dkit.shard=2/2 does it again.')
assert runs[2].contains('This is shard 2 of 2 of the clusters.')
assert runs[2].contains('Deployed 1 of 1 cluster in ')
assert runs[3].contains('Merging 2 results of kit:deploy.')
assert runs[3] =~ /one, two +succeeded +3 created/
assert runs[3].contains('Done with 2 of 2 clusters in ')
assert runs[4].contains('No cluster is left for this shard, since there are more shards than clusters; nothing was done.')
assert runs[5].contains("kit.shard is '3/2', and there is no shard 3 of 2. Shards are counted from 1 to their total, 2.")
assert runs[6].contains('kit.shard has no place in a rollback, which switches all chosen clusters or none, and commits once.')
assert runs[8].contains('Plan for 2 clusters')
assert !runs[8].contains('This is shard')

assert json('target/kit/shards/1-of-2/result.json').shard == [index: 1, total: 2]
assert json('target/kit/shards/1-of-2/result.json').clusters*.name == ['one']
assert json('target/kit/shards/2-of-2/result.json').clusters*.name == ['two']
assert json('target/kit/shards/3-of-3/result.json').clusters == []
assert json('target/kit/shards/3-of-3/result.json').successful

def merged = json('merged/target/kit/result.json')
assert merged.successful && merged.shard == null
assert merged.clusters*.name == ['one', 'two']
assert merged.clusters*.counts == [[create: 3], [create: 3]]
assert new File(basedir, 'merged/target/kit/report/index.html').text.contains('<title>kit deploy: done, 2 clusters</title>')
assert new File(basedir, 'merged/target/kit/report/TEST-kit.xml').exists()
