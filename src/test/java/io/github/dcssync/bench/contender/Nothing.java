package io.github.dcssync.bench.contender;

/** A program that says a line and ends: what a virtual machine takes that does nothing else. */
final class Nothing {

    private Nothing() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        System.out.println("Usage: nothing [-h]");
    }
}
