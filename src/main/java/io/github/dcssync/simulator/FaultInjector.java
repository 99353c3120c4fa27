package io.github.dcssync.simulator;

/** Called with every answer before it is sent; may send another one instead. */
@FunctionalInterface
public interface FaultInjector {

    /** Sends every answer as it is. */
    FaultInjector NONE = (request, answer) -> answer;

    /** Returns the answer to send: the given one, a changed copy of it, or a new one. */
    Answer replace(SimulatedRequest request, Answer answer);
}
