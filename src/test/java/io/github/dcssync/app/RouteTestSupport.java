package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.routes.RouteCoverage;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.sync.LeaseKeeper;
import io.github.dcssync.sync.ListedInstances;
import io.github.dcssync.sync.SyncPlanner;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.SyncRuns;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The test of a file of routes: the program's own Camel context between a simulated service and a database in memory. Each
 * route is called through a mock endpoint, {@code mock:direct:NAME}, which hears of it and may fail in its place.
 */
@ExtendWith(RouteCoverage.class)
public abstract class RouteTestSupport extends CamelMainTestSupport {

    protected static final String SOURCE = SyncFixture.DEFAULT;

    private SyncFixture fixture;

    /** Environment variables of the program. */
    protected Map<String, String> variables() {
        return Map.of();
    }

    /** Whether it is the standing process. */
    protected boolean isScheduled() {
        return false;
    }

    /** The steps are counted by Camel's MBeans. */
    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withCamelContextService(new ServiceSupport() {
            @Override
            protected void doStart() throws Exception {
                fixture.bundle().start();
            }

            @Override
            protected void doStop() {
                fixture.close();
            }
        });
    }

    /** Two instances with three backups and two restorations each. */
    @Override
    protected CamelContext createCamelContext() throws Exception {
        SyncFixture.Builder builder = SyncFixture.onAnyDatabase().fleet(2, 3, 2).prepared();
        variables().forEach(builder::variable);
        fixture = (isScheduled() ? builder.scheduled() : builder).start();
        ModelCamelContext context = (ModelCamelContext) fixture.bundle().context();
        RouteCoverage.countCatchesIn(context);
        // Not withMockEndpoints: a route whose mock has failed would begin all the same.
        context.getCamelContextExtension()
                .registerEndpointCallback(new InterceptSendToMockEndpointStrategy("direct:*"));
        return context;
    }

    /** A sync that has begun, with the lease of its source. */
    protected final SyncRun underLease() throws Exception {
        return underLease(request());
    }

    protected final SyncRun underLease(SyncRequest request) throws Exception {
        SyncRun run = bean("syncRuns", SyncRuns.class).begin(request);
        bean("leases", LeaseKeeper.class).hold(run);
        return run;
    }

    protected final void release(SyncRun run) {
        bean("leases", LeaseKeeper.class).release(run);
    }

    protected static SyncRequest request() {
        return new SyncRequest(SOURCE, "once", List.of());
    }

    protected static SyncRequest planRequest() {
        return new SyncRequest(SOURCE, "plan", List.of());
    }

    /** Lists the instances: from here on the sync has its tasks, first the backups of the first instance. */
    protected final void plan(SyncRun run) {
        Exchange listed = call("sync-instances", null, Map.of("run", run));
        assertThat(listed.getException()).isNull();
        bean("syncPlanner", SyncPlanner.class).plan(run, listed.getVariable("listed", ListedInstances.class));
    }

    /** Calls a route with these variables, and gives what it has made of its message. */
    protected final Exchange call(String route, Object body, Map<String, ?> variables) {
        return template.request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            variables.forEach(exchange::setVariable);
        });
    }

    /** What hears that a route is called. */
    protected final MockEndpoint calls(String route) {
        return getMockEndpoint("mock:direct:" + route);
    }

    /** Lets the calls of a route fail before it begins. */
    protected final void fail(String route, Exception failure) {
        calls(route).whenAnyExchangeReceived(exchange -> {
            throw failure;
        });
    }

    /** The names of the routes called from here on, in their order, each after what comes before it is done. */
    protected final List<String> trail(String... routes) {
        List<String> trail = Collections.synchronizedList(new ArrayList<>());
        for (String route : routes) {
            calls(route).whenAnyExchangeReceived(exchange -> trail.add(route));
        }
        return trail;
    }

    /** The settings' only source, synced by the route that the schedule calls, too. */
    protected final SyncRun sync() {
        return sync(request());
    }

    protected final SyncRun sync(SyncRequest request) {
        Exchange exchange = call("sync-" + SOURCE, request, Map.of());
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(SyncRun.class);
    }

    protected final <T> T bean(String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(name, type);
    }

    protected final JdbcTemplate jdbc() {
        return fixture.jdbc();
    }

    protected final Simulator simulator() {
        return fixture.simulator();
    }

    protected final Fleet fleet() {
        return fixture.fleet();
    }

    /** The id of the instance listed at this place. */
    protected final String instance(int position) {
        return fixture.instance(position);
    }

    protected final TestClock clock() {
        return fixture.clock();
    }
}
