package io.github.dcssync.bundle;

/** The program's version, from the jar's manifest. */
public final class Version {

    private Version() {
    }

    /** @return the version, or {@code development} when the classes do not come from the jar */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
