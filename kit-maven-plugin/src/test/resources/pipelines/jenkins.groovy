/** Plays a declarative pipeline: prints the shell steps that a build takes. A directive that it does not know is an error. */
class Build {
    String branch
    boolean skips

    def any = 'any'

    def pipeline(Closure body) { inside(body) }

    def agent(String where) { assert where == 'any' }

    def options(Closure body) { inside(body) }

    def disableConcurrentBuilds() {}

    def buildDiscarder(Map kept) { assert kept.numToKeepStr }

    def logRotator(Map kept) { kept }

    def stages(Closure body) { inside(body) }

    def stage(String name, Closure body) {
        skips = false
        inside(body)
    }

    def when(Closure condition) { skips = !inside(condition) }

    def changeRequest() { branch.startsWith('PR-') }

    def branch(String name) { branch == name }

    def steps(Closure body) { if (!skips) inside(body) }

    def sh(String command) { println "sh $command" }

    def post(Closure body) { inside(body) }

    def always(Closure body) { inside(body) }

    def junit(Map what) { println "junit $what.testResults" }

    def archiveArtifacts(Map what) { println "archive $what.artifacts" }

    private inside(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body()
    }
}

def settings = new org.codehaus.groovy.control.CompilerConfiguration(scriptBaseClass: DelegatingScript.name)
def file = new GroovyShell(getClass().classLoader, new Binding(), settings).parse(new File(args[0]))
file.setDelegate(new Build(branch: args[1]))
file.run()
