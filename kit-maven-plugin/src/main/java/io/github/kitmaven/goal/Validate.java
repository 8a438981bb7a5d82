package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.render.ClusterRenderer;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.report.ValidationJson;
import io.github.kitmaven.sops.Sops;
import io.github.kitmaven.validate.ManifestChecks;
import io.github.kitmaven.validate.RepoChecks;
import io.github.kitmaven.validate.SharedFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks all of a deployments repo without a cluster, and without what is secret: a problem never hides the others. */
public final class Validate {
    private static final int LONGEST = 500;

    private final Map<String, String> environment;
    private final Sops sops;

    /**
     * Prepares the goal.
     *
     * @param environment the environment of the process; external variables that it lacks are no problem here
     * @param sops decrypts the files of the repo
     */
    public Validate(Map<String, String> environment, Sops sops) {
        this.environment = Map.copyOf(environment);
        this.sops = sops;
    }

    /** A cluster with what is wrong with it. */
    private record Checked(RenderedCluster cluster, List<Finding> findings) {}

    /**
     * Checks, and writes nothing but the findings.
     *
     * @param request the part of the repo to check; its output is not looked at
     * @param file where the findings go, for machines
     * @return what was found
     * @throws io.github.kitmaven.problem.UserException if what the request asks for does not exist
     * @throws io.github.kitmaven.problem.EnvironmentException if the file can't be written
     */
    public Validation run(Render.Request request, Path file) {
        Ending.begin(file);
        Problems problems = new Problems();
        Optional<KitYaml> kit = problems.attempt(() -> KitYaml.read(request.repo(), sops));
        Validation validation = kit.map(it -> check(it, request))
                .orElseGet(() -> new Validation(0, SharedFinding.all(errors("configuration", problems), Map.of())));
        try {
            ValidationJson.write(validation, file);
        } catch (IOException e) {
            throw Ending.cannotWrite(file, e);
        }
        return validation;
    }

    private Validation check(KitYaml kit, Render.Request request) {
        Problems problems = new Problems();
        List<ClusterConfig> clusters = Fleet.readSound(kit, request.selection(), problems);
        boolean allResources = request.selection().resources().isOpen();
        Optional<TemplateData> data = problems.attempt(() -> data(kit, clusters, request));
        List<Finding> configuration = errors("configuration", problems);
        boolean complete = request.selection().allClusters() && allResources && configuration.isEmpty();
        List<Finding> ofRepo = new ArrayList<>(RepoChecks.of(kit, clusters, complete));
        ofRepo.addAll(configuration);

        List<Checked> checked =
                data.map(it -> check(kit, clusters, it, allResources)).orElse(List.of());
        Map<String, List<Finding>> ofClusters = new TreeMap<>();
        checked.forEach(it -> ofClusters.put(it.cluster().cluster().name(), it.findings()));
        return new Validation(clusters.size(), masked(SharedFinding.all(ofRepo, ofClusters), sops.secrets()));
    }

    private static List<Checked> check(
            KitYaml kit, List<ClusterConfig> clusters, TemplateData data, boolean allResources) {
        ClusterRenderer renderer = new ClusterRenderer(kit, data);
        List<Checked> rendered = clusters.parallelStream()
                .map(it -> render(renderer, it, asked(kit)))
                .toList();
        ManifestChecks checks = ManifestChecks.knowing(
                rendered.stream().flatMap(it -> RenderedManifests.of(kit, it.cluster()).stream()));
        return rendered.parallelStream()
                .map(it -> check(kit, it, checks, allResources))
                .toList();
    }

    /** What is not in the repo is not asked for: neither external variables nor sources of them. */
    private TemplateData data(KitYaml kit, List<ClusterConfig> clusters, Render.Request request) {
        return new TemplateData(
                kit.offline(), UnsetVariables.fill(environment, clusters), request.deployId(), request.commit());
    }

    /** Whether all values are known. What a template misses may else come from the source that was not asked. */
    private static boolean asked(KitYaml kit) {
        return kit.plugin().equals(kit.offline().plugin());
    }

    private static Checked render(ClusterRenderer renderer, ClusterConfig cluster, boolean asked) {
        Problems problems = new Problems();
        RenderedCluster rendered = renderer.render(cluster, problems);
        List<Finding> findings = new ArrayList<>();
        problems.all()
                .forEach(it -> findings.add(asked ? Finding.error("rendering", it) : Finding.warning("rendering", it)));
        if (cluster.cluster().allowFailure()) {
            rendered.failures().forEach(it -> findings.add(Finding.warning("rendering", it.diagnostic())));
        }
        return new Checked(rendered, findings);
    }

    private static Checked check(KitYaml kit, Checked rendered, ManifestChecks checks, boolean allResources) {
        List<Finding> findings = new ArrayList<>(rendered.findings());
        boolean complete = allResources && findings.isEmpty();
        checks.of(RenderedManifests.of(kit, rendered.cluster()), complete)
                .forEach(it -> findings.add(RenderedManifests.placed(it, rendered.cluster())));
        findings.addAll(RenderedManifests.empty(rendered.cluster()));
        return new Checked(rendered.cluster(), findings);
    }

    private static List<Finding> errors(String rule, Problems problems) {
        List<Finding> findings = new ArrayList<>();
        problems.all().forEach(problem -> findings.add(Finding.error(rule, problem)));
        return findings;
    }

    private static List<SharedFinding> masked(List<SharedFinding> findings, Secrets secrets) {
        return findings.stream()
                .map(it -> new SharedFinding(masked(it.finding(), secrets), it.clusters()))
                .toList();
    }

    private static Finding masked(Finding finding, Secrets secrets) {
        Diagnostic shown = finding.diagnostic();
        String message = inOneLine(secrets.mask(shown.message()));
        Diagnostic masked =
                new Diagnostic(message, shown.origin(), shown.advice().map(secrets::mask));
        return new Finding(finding.severity(), finding.rule(), masked);
    }

    /** A value may be a whole file. It is cut only here, for what is left of a secret would not be known as one. */
    private static String inOneLine(String message) {
        String line = message.replaceAll("\\R", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
