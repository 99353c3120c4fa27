package io.github.dcssync.simulator;

/** Called before a list is answered, so that a test can change the fleet between two pages. */
@FunctionalInterface
public interface RequestListener {

    void beforeList(SimulatedListRequest request);
}
