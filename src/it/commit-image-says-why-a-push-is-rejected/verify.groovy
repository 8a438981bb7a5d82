context.get('server').stop(0)
def remote = context.get('remote')
assert (remote.log().add(remote.repository.resolve('refs/heads/main')).call() as List).size() == 1
remote.close()

def log = new File(basedir, 'build.log').text
assert log.contains('main is protected')
assert !log.contains('not-a-real-password')
assert !log.contains('\tat io.github')
assert context.get('asked').count { it.startsWith('POST') && it.endsWith('git-receive-pack') } == 1 : 'a no is not asked for twice'
