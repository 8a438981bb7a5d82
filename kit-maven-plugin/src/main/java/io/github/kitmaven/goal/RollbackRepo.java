package io.github.kitmaven.goal;

import java.util.SortedMap;

/** The deployments repo of a rollback. It is rendered anew at each call, for a rollback may change what is checked out. */
public interface RollbackRepo {

    /**
     * The resource as it was rendered.
     *
     * @param request what the repo wants of each cluster, with the names that objects have in the repo
     * @param images the image in each image file that the resource uses, by cluster and by the file's path in the repo
     */
    record Rendered(FleetRequest request, SortedMap<String, SortedMap<String, String>> images) {}

    /**
     * Renders the resource in memory, to see what it consists of.
     *
     * @return what the repo wants of it, whatever the strategy makes of that
     */
    Rendered look();

    /**
     * Makes sure that what is said of a deploy makes sense, before anything is done.
     *
     * @throws io.github.kitmaven.problem.UserException where it does not
     */
    void check();

    /**
     * Renders the resource to be deployed.
     *
     * @return what a deploy of it needs
     */
    FleetRequest deploy();
}
