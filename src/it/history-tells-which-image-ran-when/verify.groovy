import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /all 2 clusters  web       acme\/web:2  .*  now  +succeeded  /
assert log =~ /all 2 clusters  web       acme\/web:1  .*  succeeded  .* image set by Ann/
assert log.contains("kit.since: 'yesterday' is neither a time nor a commit of this clone. Write a day, 2026-12-31,")
assert log =~ /all 2 clusters  web       acme\/web:1  .*  HEAD      committed  .* from git: not known when it was deployed/
assert log.contains('Of any cluster no release is known: what stands here is from git')
assert log =~ /From commit [0-9a-f]{8} \(HEAD~2\) of .* UTC to commit [0-9a-f]{8} \(HEAD\) of .* UTC:/
assert log =~ /one      web       acme\/web:1  acme\/web:2  [0-9a-f]{8} by /
assert log.contains('1 commit between them changed more than images:')
assert log =~ /Ann     base-var.yaml  Scale web up/

def between = new JsonSlurper().parse(new File(basedir, 'v2/target/kit/history.json'))
assert between.goal == 'history'
assert between.changes*.kind == ['changed']
assert between.changes[0].clusters == ['one']
assert between.commits*.subject == ['Scale web up']

['one', 'two'].each { context.get(it).close() }
return true
