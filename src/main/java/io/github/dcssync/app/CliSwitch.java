package io.github.dcssync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.spi.CliConnectorFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Stands before the connector of Camel's command line, which Camel finds among its libraries and starts unless a factory in
 * its registry keeps it from that: it writes to the home folder and does what is written there.
 */
final class CliSwitch implements CliConnectorFactory {

    private final Supplier<CamelContext> camel;
    private boolean isOn;
    private String runtime = "dcs-sync";
    private String runtimeVersion = Version.current();
    private @Nullable String startClass;

    /** @param camel whose libraries have the connector */
    CliSwitch(boolean isOn, Supplier<CamelContext> camel) {
        this.isOn = isOn;
        this.camel = camel;
    }

    @Override
    public CliConnector createConnector() {
        closeFolder();
        CliConnectorFactory found = camel.get().getCamelContextExtension().getBootstrapFactoryFinder()
                .newInstance(FACTORY, CliConnectorFactory.class).orElseThrow();
        found.setRuntime(runtime);
        found.setRuntimeVersion(runtimeVersion);
        found.setRuntimeStartClass(startClass);
        return found.createConnector();
    }

    /** Who may write there commands the process; Camel would make it as the process's mask has it. */
    private static void closeFolder() {
        try {
            Files.createDirectory(Path.of(System.getProperty("user.home"), ".camel"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException | UnsupportedOperationException e) {
            // It is there, as its owner wants it, or cannot be made, which Camel says.
            LoggerFactory.getLogger(CliSwitch.class).debug("The folder of Camel's command line was not made", e);
        }
    }

    @Override
    public boolean isEnabled() {
        return isOn;
    }

    @Override
    public void setEnabled(boolean enabled) {
        isOn = enabled;
    }

    @Override
    public String getRuntime() {
        return runtime;
    }

    @Override
    public void setRuntime(String runtime) {
        this.runtime = runtime;
    }

    @Override
    public String getRuntimeVersion() {
        return runtimeVersion;
    }

    @Override
    public void setRuntimeVersion(String runtimeVersion) {
        this.runtimeVersion = runtimeVersion;
    }

    @Override
    public @Nullable String getRuntimeStartClass() {
        return startClass;
    }

    @Override
    public void setRuntimeStartClass(@Nullable String startClass) {
        this.startClass = startClass;
    }
}
