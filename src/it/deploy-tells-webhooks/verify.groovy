import groovy.json.JsonSlurper
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

def messages = new File(basedir, 'received.txt').readLines().collect { it.split('\t') }
def to = { path -> messages.findAll { it[0] == path } }
def json = { new JsonSlurper().parseText(it[2]) }

// the first run: what the original sent, signed with the encrypted secret of settings.xml
def web = to('/hooks/web').collect(json)
assert web.collect { it.build.phase + ' ' + it.build.status } == ['STARTED IN_PROGRESS', 'COMPLETED SUCCESS']
assert web[0].name == 'kubernetes-deploy' && web[1].build.progress.clusters.successful == ['one']
def mac = Mac.getInstance('HmacSHA256')
mac.init(new SecretKeySpec('it-signing-secret'.bytes, 'HmacSHA256'))
to('/hooks/web').each { assert it[1] == 'sha256=' + mac.doFinal(it[2].getBytes('UTF-8')).encodeHex() }

def events = to('/events').collect(json)
assert events*.type == ['dev.cdevents.pipelinerun.started.0.1.1', 'dev.cdevents.pipelinerun.finished.0.1.1']
assert events[1].data.subject.content.outcome == 'success'

// the second: a text, to a URL that nothing shows
def text = to('/services/T0/a1B2c3D4e5F6g7H8i9J0').collect(json)
assert text.size() == 1 && text[0].text.startsWith('*kit:deploy* succeeded: 1 of 1 cluster in ')

// the third is a dry run, and tells nothing
assert messages.size() == to('/hooks/web').size() + to('/hooks/settings').size() + to('/hooks/shop').size() + 3

def log = new File(basedir, 'build.log').text
assert log.contains('notification did not reach the webhook slack http://127.0.0.1:1/***; what came back last: ConnectException')
assert log.contains('(f) webhooks = [http://127.0.0.1:')
// mvn -X prints what it sets by a setter, before kit has a say; kit itself shows no token
assert log.readLines().findAll { it.contains('a1B2c3D4e5F6g7H8i9J0') }.every { it =~ /\(s\)  = / }
assert !log.contains('it-signing-secret')
return true
