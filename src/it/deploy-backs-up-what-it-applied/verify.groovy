context.get('store').stop(0)
context.get('sandbox').close()

def log = new File(basedir, 'build.log').text
def first = log.substring(0, log.indexOf('BUILD FAILURE'))
assert !first.contains('Plan for') : 'it is told before anything is done'
assert log.contains('Backups to S3 need the AWS SDK, which kit does not bring along. Add it to the plugin in the POM')
def sdk = (new File(basedir, 'pom.xml').text =~ /<version>(2\.[0-9.]+)<\/version>/)[0][1]
assert log.contains("<version>${sdk}</version>") : 'the version that kit is built with'

def files = []
new File(basedir, 'backup').eachFileRecurse { if (it.file) files << it.path.substring(basedir.path.length() + 8).replace('\\', '/') }
assert files.sort() == ['one/_cluster/Namespace-shop.yaml', 'one/shop/ConfigMap-settings.yaml', 'one/shop/Deployment-web.yaml']
assert log.contains('Not backed up, since they hold secrets: Secret shop/login. -Dkit.backup.secrets=true keeps them, too.')

def puts = context.get('puts')
assert puts.keySet().sort() == files.collect { '/kit-backup/prod/' + it }.sort()
assert puts.values().every { it[0] == 'AES256' }
assert puts['/kit-backup/prod/one/shop/Deployment-web.yaml'][1] == new File(basedir, 'backup/one/shop/Deployment-web.yaml').text
assert !log.contains('correct-horse') && !log.contains('a-secret-key')

def result = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/kit/result.json'))
assert !result.successful && result.clusters.empty
assert result.problems*.message.join().contains('htlm') : result.problems
return true
