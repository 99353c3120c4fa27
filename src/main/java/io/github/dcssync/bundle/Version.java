package io.github.dcssync.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
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
    static Map<String, String> build() {
        Map<String, String> build = new LinkedHashMap<>();
        build.put("version", current());
        build.put("revision", revision());
        build.put("java", System.getProperty("java.version", UNKNOWN));
        String camel = CamelContext.class.getPackage().getImplementationVersion();
        build.put("camel", camel == null ? UNKNOWN : camel);
        return build;
    }

    private static String revision() {
        URL classes = Version.class.getResource("Version.class");
        String path = String.valueOf(classes);
        if (!path.startsWith("jar:")) {
            return UNKNOWN;
        }
        try (InputStream manifest = new URL(path.substring(0, path.indexOf("!/") + 2) + "META-INF/MANIFEST.MF").openStream()) {
            String revision = new Manifest(manifest).getMainAttributes().getValue("Implementation-Revision");
            return revision == null ? UNKNOWN : revision;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
