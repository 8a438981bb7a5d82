package io.github.kitmaven.mojo;

import io.github.kitmaven.inventory.LeaseOptions;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that write to clusters: to whom they give way. */
abstract class WriterMojo extends FleetMojo {

    /**
     * Deploys although a cluster has a newer commit of the deployments repo, which otherwise is left as it is.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.allowOlder", defaultValue = "false")
    private boolean allowOlder;

    /**
     * Lets one run at a time write to a cluster's namespace, by a Lease there; others wait.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease", defaultValue = "true")
    private boolean lease;

    /**
     * How long to wait for another run to end.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease.timeout", defaultValue = "10m")
    private String leaseTimeout;

    /**
     * How long a run that was killed keeps others waiting. A run that lives renews its Lease six times in that time, and
     * stops writing where it can't. One that writes to more than 25 clusters holds each Lease for longer in proportion, so
     * four times as long with 100, since it could not renew so many so often.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.lease.ttl", defaultValue = "30s")
    private String leaseTtl;

    @Override
    final boolean allowOlder() {
        return allowOlder;
    }

    @Override
    final LeaseOptions lease() {
        return new LeaseOptions(
                lease, TimeSpan.parse("kit.lease.timeout", leaseTimeout), TimeSpan.parse("kit.lease.ttl", leaseTtl));
    }
}
