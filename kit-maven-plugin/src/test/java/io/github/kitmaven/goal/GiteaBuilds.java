package io.github.kitmaven.goal;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.Access;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.NoSops;
import java.util.Map;
import java.util.Optional;

/** Builds of services that commit their images to a repository of a Gitea. */
record GiteaBuilds(
        String url, Optional<Credentials> credentials, Access access, Optional<String> pushBranch, Pause pause) {
    static final Map<String, String> REPO = Map.of("kit.yaml", "images: {path: images, property: image}\n");
    static final String FILE = "images/acme/web/master.yaml";

    /** Builds of the owner, who may do all. */
    static GiteaBuilds of(Gitea gitea, String repository) {
        return new GiteaBuilds(
                gitea.url("kit/" + repository + ".git"),
                Optional.of(new Credentials(Gitea.OWNER, Gitea.PASSWORD)),
                Access.PLAIN,
                Optional.empty(),
                Pause.sleeping());
    }

    GiteaBuilds as(String user, String password) {
        return new GiteaBuilds(url, Optional.of(new Credentials(user, password)), access, pushBranch, pause);
    }

    GiteaBuilds asNobody() {
        return new GiteaBuilds(url, Optional.empty(), access, pushBranch, pause);
    }

    GiteaBuilds pushingTo(String branch) {
        return new GiteaBuilds(url, credentials, access, Optional.of(branch), pause);
    }

    /** Builds that try again at once. */
    GiteaBuilds hasty() {
        return new GiteaBuilds(url, credentials, access, pushBranch, time -> {});
    }

    /** By ssh, with the environment's settings of it, and a key. */
    static GiteaBuilds by(Access access, String url) {
        return new GiteaBuilds(url, Optional.empty(), access, Optional.empty(), Pause.sleeping());
    }

    /** Commits {@code reg.example.com/acme/web:TAG}. */
    CommitImageResult commit(String tag) {
        return commit(Requests.to(url).image("reg.example.com/acme/web:" + tag), FakeCheckouts.none());
    }

    CommitImageResult commit(Requests requests, FakeCheckouts service) {
        RemoteAddress address =
                RemoteAddress.of(url, Optional.empty(), credentials).pushingTo(pushBranch);
        return new CommitImage(new JGitRemotes(access), service, Map.of(), NoSops.create(), pause, event -> {})
                .run(Requests.at(address, requests.build()));
    }
}
