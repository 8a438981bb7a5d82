def log = new File(basedir, 'build.log').text
def out = new File(basedir, 'deployments/target/kit/manifests')
assert out.list().sort() == ['open-1', 'open-2']
['open-1', 'open-2'].each { cluster ->
    assert new File(out, "$cluster/web.yaml").text
            .contains("- {name: \"PASSWORD\", value: \"open-sesame of web in $cluster\"}")
}
assert log.contains('base-cluster.yaml:7:12: The plugin vault failed on the container web of cluster sealed: '
        + 'java.lang.IllegalStateException. Mend the plugin, or let it throw a UserException that says what is wrong.')
assert log.contains('kit.yaml:7:9: A plugin in the <dependencies> of kit-maven-plugin can\'t be loaded: '
        + 'io.github.kitmaven.config.EnvSource: Provider com.example.VualtEnv not found. ')
assert !log.contains('open-sesame') && !log.contains('\tat ')
