package io.github.dcssync.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The projects of the account, as IAM lists them. The first has the simulator's fleet, each further one a fleet of its own.
 * Safe for use by many threads; a test may change them while they are listed. An id that is not there gives
 * NoSuchElementException.
 */
public final class SimulatedProjects {

    /** The region that all are of, and the name of the first. */
    public static final String REGION = "eu-de";

    /** The project of the object storage, which every account has. */
    private static final String OF_STORAGE = "MOS";

    private final SimulatorOptions options;
    private final Map<String, SimulatedProject> projects = new LinkedHashMap<>();
    private final Set<String> refusing = new HashSet<>();
    private int made;
    private int pageSize;

    /** One project. */
    record SimulatedProject(String id, String name, @Nullable Fleet fleet) {
    }

    SimulatedProjects(SimulatorOptions options, Fleet first) {
        this.options = options;
        put(new SimulatedProject(first.projectId(), REGION, first));
        put(new SimulatedProject(new Dice(options.seed(), -2).hexId(), OF_STORAGE, null));
        for (int number = 1; number <= options.projects(); number++) {
            add(REGION + "_project-" + number);
        }
    }

    private void put(SimulatedProject project) {
        projects.put(project.id(), project);
    }

    /** Adds a project at the end of the list, with as many instances as the first began with, and returns its id. */
    public synchronized String add(String name) {
        Fleet fleet = new Fleet(options, options.seed() + 1_000L * ++made);
        put(new SimulatedProject(fleet.projectId(), name, fleet));
        return fleet.projectId();
    }

    /** Gives a project another name. */
    public synchronized void rename(String id, String name) {
        projects.put(id, new SimulatedProject(id, name, require(id).fleet()));
    }

    /** Takes a project out of the list; its lists then answer 403. */
    public synchronized void remove(String id) {
        require(id);
        projects.remove(id);
        refusing.add(id);
    }

    /** Puts a project back that was taken out, with the fleet of a project of that id. */
    public synchronized void restore(String id, String name, Fleet fleet) {
        put(new SimulatedProject(id, name, fleet));
        refusing.remove(id);
    }

    /** From now on its lists answer 403, though it is listed; or answer again. */
    public synchronized void refuse(String id, boolean refuses) {
        require(id);
        if (refuses) {
            refusing.add(id);
        } else {
            refusing.remove(id);
        }
    }

    /** From now on IAM lists so many projects a page; 0 for all on one. */
    public synchronized void pageSize(int most) {
        pageSize = most;
    }

    /** The ids of those that have a fleet, in the order listed. */
    public synchronized List<String> ids() {
        return projects.values().stream().filter(project -> project.fleet() != null).map(SimulatedProject::id)
                .toList();
    }

    /** A project's name. */
    public synchronized String name(String id) {
        return require(id).name();
    }

    /** A project's instances and their records. */
    public synchronized Fleet fleet(String id) {
        Fleet fleet = require(id).fleet();
        if (fleet == null) {
            throw new NoSuchElementException("The project " + id + " has no instances");
        }
        return fleet;
    }

    synchronized List<SimulatedProject> listed() {
        return new ArrayList<>(projects.values());
    }

    synchronized int pageSize() {
        return pageSize;
    }

    /** The fleet of a project; any other well-formed id has that of the first. */
    synchronized Fleet served(String id, Fleet first) {
        if (refusing.contains(id)) {
            throw Refusal.byGateway(403, "APIGW.0302", "The IAM user is not authorized to access the API.");
        }
        SimulatedProject project = projects.get(id);
        return project == null || project.fleet() == null ? first : project.fleet();
    }

    private SimulatedProject require(String id) {
        SimulatedProject project = projects.get(id);
        if (project == null) {
            throw new NoSuchElementException("The account has no project " + id);
        }
        return project;
    }
}
