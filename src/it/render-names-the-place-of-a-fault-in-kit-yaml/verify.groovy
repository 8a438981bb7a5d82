def log = new File(basedir, 'build.log').text
assert log.contains('kit.yaml:6:9: ')
assert !log.contains('\tat io.github')
assert !new File(basedir, 'target/kit/manifests').exists()
