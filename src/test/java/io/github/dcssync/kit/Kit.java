package io.github.dcssync.kit;

import io.github.dcssync.testkit.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the examples of a release have in common. */
final class Kit {

    private static final Pattern VERSION = Pattern.compile("<artifactId>dcs-sync</artifactId>\\s*<version>([^<]+)<");

    private Kit() {
    }

    /** @return the release that the sources are on their way to */
    static String version() throws Exception {
        Matcher version = VERSION.matcher(Files.readString(Launcher.checkout().resolve("pom.xml")));
        if (!version.find()) {
            throw new AssertionError("pom.xml names no version");
        }
        return version.group(1).replace("-SNAPSHOT", "");
    }

    /** @return a file that a release brings beside the program */
    static Path dist(String name) {
        return Launcher.checkout().resolve("src/main/dist").resolve(name);
    }
}
