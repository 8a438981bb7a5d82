import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * The demo: from an image to healthy clusters in a folder of its own, with nothing but Java and Maven. It runs what a user
 * would type, and says so.
 */
final class Demo {
    private static final String KIT = "io.github.kitmaven";

    private final Path maven;
    private final Path localRepository;
    private final String version;
    private final Path folder;

    private Demo(Path maven, Path localRepository, String version, Path folder) {
        this.maven = maven;
        this.localRepository = localRepository;
        this.version = version;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        new Demo(Path.of(args[0]), Path.of(args[1]), args[2], Path.of(args[3]).normalize()).run();
    }

    private void run() throws Exception {
        empty(folder);
        Path deployments = folder.resolve("deployments");
        Path service = Files.createDirectories(folder.resolve("web"));
        Path remote = folder.resolve("deployments.git");

        step("A deployments repo, made from the archetype", folder);
        mvn(folder, "archetype:generate", "-DinteractiveMode=false", "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=" + KIT, "-DarchetypeArtifactId=kit-deployments-archetype",
                "-DarchetypeVersion=" + version, "-DgroupId=com.example", "-DartifactId=deployments",
                "-Dversion=1.0.0-SNAPSHOT", "-q");

        step("A second cluster is a second folder", deployments);
        addCluster(deployments, "local", "staging");

        step("Both are pushed to a bare git repository", remote);
        push(deployments, remote);

        step("The build of the service 'web' commits the image it made", service);
        mvn(service, KIT + ":kit-maven-plugin:" + version + ":commit-image",
                "-Dkit.deployments.url=" + remote.toUri(), "-Dkit.image=registry.example.com/example/web:master-2",
                "-Dkit.branch=master");

        step("The build of the deployments repo takes it to both clusters", deployments);
        try (Git git = Git.open(deployments.toFile())) {
            git.pull().call();
        }
        mvn(deployments, "deploy");

        step("A second deploy finds nothing to do", deployments);
        mvn(deployments, "kit:deploy");
        System.out.println("\nThe demo's repo is yours to play with: cd " + deployments + " && mvn kit:diff");
    }

    private void mvn(Path where, String... arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>();
        command.add(maven.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
        command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(arguments));
        System.out.println("$ mvn " + String.join(" ", arguments));
        ProcessBuilder build = new ProcessBuilder(command).directory(where.toFile()).inheritIO();
        build.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
        int exit = build.start().waitFor();
        if (exit != 0) {
            System.err.println("The demo ends here: mvn " + String.join(" ", arguments) + " failed.");
            System.exit(exit);
        }
    }

    private static void addCluster(Path deployments, String from, String name) throws IOException {
        for (String parent : List.of("clusters", "namespaces")) {
            Path source = deployments.resolve(parent).resolve(from);
            Path target = Files.createDirectories(deployments.resolve(parent).resolve(name));
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path description = deployments.resolve("clusters").resolve(name).resolve("cluster.yaml");
        Files.writeString(description, Files.readString(description).replace("name: " + from, "name: " + name));
    }

    private static void push(Path deployments, Path remote) throws IOException, GitAPIException {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(remote.toFile()).call().close();
        try (Git git = Git.init().setInitialBranch("main").setDirectory(deployments.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Start").setAuthor("demo", "demo@example.com")
                    .setCommitter("demo", "demo@example.com").setSign(false).call();
            git.remoteAdd().setName("origin").setUri(new org.eclipse.jgit.transport.URIish(remote.toUri().toString()))
                    .call();
            git.push().setRemote("origin").add("main").call();
            git.getRepository().getConfig().setString("branch", "main", "remote", "origin");
            git.getRepository().getConfig().setString("branch", "main", "merge", "refs/heads/main");
            git.getRepository().getConfig().save();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void step(String what, Path where) {
        System.out.println();
        System.out.println("== " + what + "  (" + where + ")");
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
