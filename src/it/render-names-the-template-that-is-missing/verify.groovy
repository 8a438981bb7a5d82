def log = new File(basedir, 'build.log').text
assert log.contains('base-cluster.yaml:7:11: ') && log.contains('web.mustache')
assert !log.contains('\tat io.github')
assert !new File(basedir, 'target/kit/manifests').exists()
