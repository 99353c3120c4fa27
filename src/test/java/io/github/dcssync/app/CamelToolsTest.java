package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.apache.camel.spi.CliConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools of Camel and of JMX see of the standing process. */
class CamelToolsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String DISABLED = "org.apache.camel.jmx.disabled";
    private static final String HOME = "user.home";
    private static final List<String> SECRETS = List.of("password-of-page", "password-of-health", "password-of-dcs",
            "pass-in-the-url", "T0Webhook", "B0Unguessable", "tok-of-hook", "hmac-of-hook", "Unguessable,Room",
            "Unguessable", "Room/sig");

    @TempDir
    private Path home;

    private String homeBefore;
    private String disabledBefore;

    /** Other tests do without MBeans. */
    @BeforeEach
    void moveIn() {
        homeBefore = System.setProperty(HOME, home.toString());
        disabledBefore = System.clearProperty(DISABLED);
    }

    @AfterEach
    void moveOut() {
        System.setProperty(HOME, homeBefore);
        if (disabledBefore != null) {
            System.setProperty(DISABLED, disabledBefore);
        }
    }

    @Test
    void showTheRoutesAndNoSecret() throws Exception {
        try (SyncFixture fixture = seen().start()) {
            CliConnector connector = fixture.bundle().context().hasService(CliConnector.class);
            new Operations(fixture).backup("b1", "failed", "dcs.08.0001", 5);
            fixture.sync();
            connector.updateDelay(100);
            AtomicReference<JsonNode> read = new AtomicReference<>();
            Waiting.until("the routes and the sink's endpoint in the status file", () -> {
                read.set(status());
                return routes(read.get()).contains("sync-source-default") && read.get().toString().contains("mock:");
            });

            assertThat(Files.getPosixFilePermissions(home.resolve(".camel"))).as("who may write there commands it")
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            JsonNode status = read.get();
            String beans = beans();
            assertThat(status.path("runtime").path("platform").asText()).isEqualTo("dcs-sync");
            assertThat(beans).contains("name=\"sync-source-default\"", "type=endpoints", "mock:xxxxxx",
                    "type=processors");
            for (String said : List.of(beans, status.toString())) {
                assertThat(said).doesNotContain(SECRETS).doesNotContain(fixture.simulator().secretKey(),
                        fixture.simulator().accessKey());
            }
        }
        assertThat(SERVER.queryNames(new ObjectName("org.apache.camel:*"), null)).isEmpty();
        assertThat(files()).as("the process has ended").isEmpty();
    }

    @Test
    void areToldWhatTheyAskForWithoutSecrets() throws Exception {
        try (SyncFixture fixture = seen().start()) {
            ObjectName context = SERVER.queryNames(new ObjectName("org.apache.camel:type=context,*"), null).iterator()
                    .next();

            assertThat((String) SERVER.invoke(context, "dumpRoutesAsXml", new Object[] {true},
                    new String[] {"boolean"})).contains("sync-source").doesNotContain(SECRETS);
            assertThat(SERVER.getAttribute(context, "CamelId")).isEqualTo("dcs-sync");
            assertThat(SERVER.getAttribute(context, "StartedRoutes")).isInstanceOf(Integer.class);
        }
    }

    /** {@code camel stop} removes the file of the process. */
    @Test
    void endTheProcessWhenTheyStopIt() throws Exception {
        try (SyncFixture fixture = seen().start()) {
            CountDownLatch stopped = new CountDownLatch(1);
            fixture.bundle().whenStopped(stopped::countDown);
            fixture.bundle().context().hasService(CliConnector.class).updateDelay(100);

            Files.delete(home.resolve(".camel").resolve(Long.toString(ProcessHandle.current().pid())));

            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void doNotHearOfItsOwnEnd() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (SyncFixture fixture = seen().start()) {
            fixture.bundle().whenStopped(stopped::countDown);
        }
        assertThat(stopped.getCount()).isEqualTo(1);
    }

    @Test
    void seeNothingUnlessTheyAreLetIn() throws Exception {
        seeNothingOf(SyncFixture.onAnyDatabase().fleet(1, 1, 0).scheduled());
    }

    /** It writes nothing that nobody asked for, and ends soon. */
    @Test
    void seeNothingOfWhatEndsByItself() throws Exception {
        seeNothingOf(SyncFixture.onAnyDatabase().fleet(1, 1, 0).variable("DCS_CAMEL_CLI_ENABLED", "true"));
    }

    private void seeNothingOf(SyncFixture.Builder builder) throws Exception {
        try (SyncFixture fixture = builder.start()) {
            fixture.sync();

            assertThat(fixture.bundle().context().hasService(CliConnector.class)).isNull();
            assertThat(SERVER.queryNames(new ObjectName("org.apache.camel:*"), null)).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    private static SyncFixture.Builder seen() {
        return SyncFixture.onAnyDatabase().fleet(1, 1, 1).scheduled().variable("DCS_CAMEL_CLI_ENABLED", "true")
                .variable("DCS_HTTP_SERVER_USER", "page").variable("DCS_HTTP_SERVER_PASSWORD", "password-of-page")
                .variable("DCS_MANAGEMENT_USER", "health").variable("DCS_MANAGEMENT_PASSWORD", "password-of-health")
                .variable("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:1/dcs?password=pass-in-the-url")
                .variable("DCS_DB_PASSWORD", "password-of-dcs").variable("DCS_ALERT_SINKS", "hook,room")
                .variable("DCS_ALERT_HOOK_URI",
                        "http://127.0.0.1:1/T0Webhook/B0Unguessable?token=tok-of-hook#hmac")
                .variable("DCS_ALERT_HOOK_SECRET", "hmac-of-hook")
                // Quoted in a bean's name, and too short to be looked for everywhere.
                .variable("DCS_ALERT_ROOM_URI", "mock:Unguessable,Room/sig");
    }

    private List<Path> files() throws IOException {
        Path folder = home.resolve(".camel");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** It may be read while it is written. */
    private JsonNode status() throws IOException {
        Path file = home.resolve(".camel").resolve(ProcessHandle.current().pid() + "-status.json");
        try {
            return JSON.readTree(Files.exists(file) ? Files.readString(file) : "");
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static List<String> routes(JsonNode status) {
        return status.path("routes").findValuesAsText("routeId");
    }

    /** All names and all attributes of all beans, also of those that are not Camel's. */
    private static String beans() throws JMException {
        List<String> said = new ArrayList<>();
        Set<ObjectName> names = SERVER.queryNames(null, null);
        for (ObjectName name : names) {
            said.add(name.toString());
            for (MBeanAttributeInfo attribute : SERVER.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable() && !attribute.getName().equals("SystemProperties")) {
                    try {
                        said.add(text(SERVER.getAttribute(name, attribute.getName())));
                    } catch (RuntimeMBeanException | JMException unsupported) {
                        // The machine has no such figure.
                    }
                }
            }
        }
        return String.join("\n", said);
    }

    private static String text(Object value) {
        return value instanceof Object[] values ? Arrays.deepToString(values) : String.valueOf(value);
    }
}
