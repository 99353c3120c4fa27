package io.github.dcssync.app;

import io.github.dcssync.observe.MaskedConsoles;
import io.github.dcssync.observe.MaskedMBeans;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.settings.Source;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * What Camel's own tools and those of JMX see of the standing process, where the settings let them: MBeans, and a status
 * file in the home folder, both without secrets. Elsewhere nothing of it is there.
 */
final class CamelTools {

    private final boolean isOn;
    private final UnaryOperator<String> mask;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean isEnding;

    /** @param isStanding whether this is the standing process: others end before anybody looks */
    CamelTools(Settings settings, boolean isStanding) {
        this.isOn = settings.camelCliEnabled() && isStanding;
        this.mask = mask(settings);
    }

    boolean areOn() {
        return isOn;
    }

    /** @param hearing hears that a tool has stopped Camel, which ends the process's work */
    void whenStopped(Runnable hearing) {
        stopped.thenRun(hearing);
    }

    /** The program itself is about to stop Camel. */
    void end() {
        isEnding = true;
    }

    /** Lets Camel's main have the tools, or keeps it from those that it would find among its libraries. */
    void bind(Main camel, Properties properties) {
        camel.bind(CliConnectorFactory.FACTORY, new CliSwitch(isOn, camel::getCamelContext));
        if (isOn) {
            properties.setProperty("camel.main.dev-console-enabled", "true");
            camel.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport main) {
                    prepare(main.getCamelContext());
                }

                /** Until here Camel's main fills its own consoles in, which it takes for what they are. */
                @Override
                public void afterConfigure(BaseMainSupport main) {
                    ExtendedCamelContext extension = main.getCamelContext().getCamelContextExtension();
                    extension.addContextPlugin(DevConsoleRegistry.class,
                            new MaskedConsoles(extension.getContextPlugin(DevConsoleRegistry.class), mask));
                }
            });
        }
    }

    /** @param camel is built and has not begun to be set up */
    private void prepare(CamelContext camel) {
        ManagementAgent agent = camel.getManagementStrategy().getManagementAgent();
        if (agent != null) {
            agent.setMBeanServer(MaskedMBeans.over(ManagementFactory.getPlatformMBeanServer(), mask));
        }
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                if (!isEnding) {
                    stopped.complete(null);
                }
            }
        });
    }

    /**
     * Endpoints have names: of an address that alerts go to only scheme and host are shown, whatever else is in it. Who asks
     * is no secret, and no tool's business.
     */
    private static UnaryOperator<String> mask(Settings settings) {
        Secrets keys = new Secrets();
        settings.sources().stream().map(Source::credentials).filter(Credentials.KeyPair.class::isInstance)
                .map(Credentials.KeyPair.class::cast).forEach(pair -> keys.add(pair.accessKey()));
        List<AlertAddress> endpoints = settings.alerting().sinks().stream().map(SinkSettings::address)
                .filter(AlertAddress::isSecretEndpoint).toList();
        return text -> {
            String masked = keys.mask(settings.secrets().mask(text));
            for (AlertAddress endpoint : endpoints) {
                masked = masked(masked, endpoint);
            }
            return masked;
        };
    }

    private static String masked(String text, AlertAddress endpoint) {
        if (!text.contains(endpoint.scheme() + ":")) {
            return text;
        }
        Secrets parts = endpoint.secrets();
        return parts.mask(text).replaceAll("\\b" + endpoint.scheme() + ":[^\\s\"'<>]+",
                Matcher.quoteReplacement(endpoint.shown()));
    }
}
