package io.github.dcssync.http;

import io.github.dcssync.settings.HttpServer;
import io.github.dcssync.thread.RepeatingTimer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/**
 * Camel's two HTTP servers, the one of the report page and the one for management, each behind its gate. Camel finds
 * this among its beans and takes it instead of its own, which knows users from a file alone.
 */
public final class HttpServers implements MainHttpServerFactory, AutoCloseable {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final long LONGEST_END_SECONDS = 5;

    private final DefaultMainHttpServerFactory servers = new DefaultMainHttpServerFactory();
    private final HttpServer page;
    private final HttpServer management;
    private final Connections pageConnections = new Connections(Patience.USUAL);
    private final Connections managementConnections = new Connections(Patience.USUAL);
    private final RepeatingTimer timer = new RepeatingTimer("http-connections");
    private volatile boolean open;
    private final BoundedVertx vertx = new BoundedVertx(this::admit, () -> open);

    /**
     * @param page       the report page's address
     * @param management that of health and metrics
     */
    public HttpServers(HttpServer page, HttpServer management) {
        this.page = page;
        this.management = management;
        timer.repeat(ROUND, ROUND, "Connections that nobody uses are not closed", () -> {
            pageConnections.closeOverdue();
            managementConnections.closeOverdue();
        });
    }

    /**
     * Says whether the routes stand that answer. Without them the ports answer 503 rather than that there is no such
     * page: whoever asked is to ask again.
     */
    public void setOpen(boolean stand) {
        open = stand;
    }

    /** @return what Camel is to make its servers with */
    public Vertx vertx() {
        return vertx;
    }

    private void admit(HttpConnection connection) {
        boolean isManagement = connection.localAddress().port() == management.port();
        (isManagement ? managementConnections : pageConnections).admit(connection);
    }

    /** @return what Camel is to be told about them */
    public Properties properties() {
        Properties properties = new Properties();
        address(properties, "camel.server.", page);
        properties.setProperty("camel.server.file-upload-enabled", "false");
        properties.setProperty("camel.server.max-body-size", Long.toString(AccessFilter.LARGEST_BODY_BYTES));
        address(properties, "camel.management.", management);
        properties.setProperty("camel.management.health-check-enabled", "true");
        properties.setProperty("camel.management.metrics-enabled", "true");
        properties.setProperty("camel.health.enabled", "true");
        properties.setProperty("camel.health.exposure-level", "full");
        properties.setProperty("camel.health.routes-enabled", "false");
        properties.setProperty("camel.health.consumers-enabled", "false");
        properties.setProperty("camel.metrics.enabled", "true");
        // Its labels are the addresses that routes send to, which may hold ids and passwords.
        properties.setProperty("camel.metrics.enable-exchange-event-notifier", "false");
        properties.setProperty("camel.metrics.binders",
                "class-loader,file-descriptor,jvm-gc,jvm-memory,jvm-thread,processor,uptime");
        return properties;
    }

    private static void address(Properties properties, String prefix, HttpServer server) {
        properties.setProperty(prefix + "enabled", "true");
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", Integer.toString(server.port()));
    }

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties properties) {
        MainHttpServer server = (MainHttpServer) servers.newHttpServer(context, properties);
        guard(server.getConfiguration().getAuthenticationConfig(), page, pageConnections);
        return server;
    }

    @Override
    public Service newHttpManagementServer(CamelContext context,
            HttpManagementServerConfigurationProperties properties) {
        ManagementHttpServer server = (ManagementHttpServer) servers.newHttpManagementServer(context, properties);
        guard(server.getConfiguration().getAuthenticationConfig(), management,
                managementConnections);
        return server;
    }

    private static void guard(AuthenticationConfig config, HttpServer server, Connections connections) {
        AuthenticationConfig.AuthenticationConfigEntry entry = new AuthenticationConfig.AuthenticationConfigEntry();
        entry.setPath("/*");
        entry.setAuthenticationProviderFactory(vertx -> new SingleUserAuthentication(server));
        entry.setAuthenticationHandlerFactory(new AuthenticationConfig.AuthenticationHandlerFactory() {
            @Override
            public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T provider) {
                return new AccessFilter(server, provider, connections);
            }
        });
        config.getEntries().add(entry);
        config.setEnabled(true);
    }

    /** To be called when Camel has stopped its servers. */
    @Override
    public void close() {
        timer.close();
        vertx.close().toCompletionStage().toCompletableFuture()
                .completeOnTimeout(null, LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
    }
}
