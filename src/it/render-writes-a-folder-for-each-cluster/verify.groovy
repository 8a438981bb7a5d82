def out = new File(basedir, 'target/kit/manifests')
assert out.list().sort() == ['one', 'two']
['one', 'two'].each { cluster ->
    assert new File(out, cluster).list().sort() == ['settings.yaml', 'web.yaml']
    assert new File(out, "$cluster/settings.yaml").text == '''apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {greeting: "hello"}
'''
}
assert new File(out, 'one/web.yaml').text.contains('image: "registry.example.com/acme/web:1"')
