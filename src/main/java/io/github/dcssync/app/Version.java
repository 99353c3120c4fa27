package io.github.dcssync.app;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.camel.CamelContext;

/** The program's version, from the jar's manifest. */
public final class Version {

    private static final String UNKNOWN = "unknown";

    private Version() {
    }

    /** @return the version, or {@code development} when the classes do not come from the jar */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** @return what is running: version, revision (the commit that the jar was built from), java and camel */
    public static Map<String, String> build() {
        Map<String, String> build = new LinkedHashMap<>();
        build.put("version", current());
        build.put("revision", revision());
        build.put("java", System.getProperty("java.version", UNKNOWN));
        String camel = CamelContext.class.getPackage().getImplementationVersion();
        build.put("camel", camel == null ? UNKNOWN : camel);
        return build;
    }

    private static String revision() {
        try {
            return revision(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            return UNKNOWN;
        }
    }

    /**
     * One label is worth no start that fails.
     *
     * @param classes where they come from: a jar or a folder
     * @return what the jar's manifest says, or {@code unknown}
     */
    static String revision(URI classes) {
        try (JarFile jar = new JarFile(new File(classes))) {
            Manifest manifest = jar.getManifest();
            String revision = manifest == null ? null
                    : manifest.getMainAttributes().getValue("Implementation-Revision");
            return revision == null ? UNKNOWN : revision;
        } catch (IOException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
