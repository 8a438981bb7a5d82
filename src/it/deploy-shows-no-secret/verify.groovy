def manifests = new File(basedir, 'target/kit/manifests/one')
assert new File(manifests, 'web.yaml').text.contains('battery-staple') : 'what is applied has the value'

// Maven's own debug log has the environment, so only what kit says is looked at
def log = new File(basedir, 'build.log').readLines().findAll { !it.contains('PASSWORD=') }.join('\n')
assert log.contains('data.PASSWORD: <secret, old> -> <secret, new>')
assert log.contains('spec.template.spec.containers[web].env[PASSWORD].value: <secret, old> -> <secret, new>')
def result = new File(basedir, 'target/kit/result.json').text
['correct-horse', 'battery-staple'].each { value ->
    assert !log.contains(value) && !log.contains(value.bytes.encodeBase64().toString())
    assert !result.contains(value) && !result.contains(value.bytes.encodeBase64().toString())
}
return true
