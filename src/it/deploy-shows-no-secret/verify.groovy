def manifests = new File(basedir, 'target/kit/manifests/one')
assert new File(manifests, 'web.yaml').text.contains('battery-staple') : 'what is applied has the value'
assert new File(manifests, 'web.yaml').text.contains('sealed-orange-tulip') : 'decrypted values too'

// Maven's own debug log has the environment, so only what kit says is looked at
def log = new File(basedir, 'build.log').readLines().findAll { !it.contains('PASSWORD=') && !it.contains('PIN=') }.join('\n')
assert log.contains('type/test-var.yaml:8:1: The file is encrypted for age1gzvkfzunc4r5xd7upyfgv5wm0ut7p4f0yc0ygmsf9zu8sj9raaksjp8wh0, and there is no age key to open it')
assert log.contains('ConfigMap shop/bad in cluster two is refused (422 Invalid)') && log.contains('"<secret> "')
// what is too short to be looked for in all of it is known by where it stands
assert log.contains('ConfigMap shop/short in cluster two is refused (422 Invalid)') && !log.contains('"ab "')
assert log.contains('spec.template.spec.containers[web].env[PIN].value: <secret, old> -> <secret, new>')
assert !log.contains('of 2 replicas')
assert log.contains('data.PASSWORD: <secret, old> -> <secret, new>')
assert log.contains('spec.template.spec.containers[web].env[PASSWORD].value: <secret, old> -> <secret, new>')
def result = new File(basedir, 'target/kit/result.json').text
assert result.contains('"<secret> of <secret> replicas are available"')
def page = new File(basedir, 'target/kit/report/index.html').text
def key = new File(basedir, 'age.key').text.trim()
['correct-horse', 'battery-staple', 'sealed-orange-tulip', key].each { value ->
    assert !log.contains(value) && !log.contains(value.bytes.encodeBase64().toString())
    assert !page.contains(value) && !page.contains(value.bytes.encodeBase64().toString())
    assert !result.contains(value) && !result.contains(value.bytes.encodeBase64().toString())
}
return true
