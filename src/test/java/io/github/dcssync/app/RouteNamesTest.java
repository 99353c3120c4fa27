package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.FaultHandling;
import io.github.dcssync.testkit.RouteFile;
import io.github.dcssync.testkit.RouteFile.Definition;
import io.github.dcssync.testkit.SyncFixture;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each bean, method, property, parameter and exception that the routes and their SQL name is there in Java. */
class RouteNamesTest {

    /** Set by the processor that decides about retries. */
    private static final Map<String, Type> BY_PROCESSORS =
            Map.of("again", boolean.class, "fault", FaultHandling.Ruled.class);

    private static SyncFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1).scheduled().start();
    }

    @AfterAll
    static void end() {
        fixture.close();
    }

    private static RouteTypes typesOf(List<Definition> definitions) {
        return new RouteTypes(definitions, fixture.bundle().context().getRegistry()::lookupByName, BY_PROCESSORS);
    }

    @Test
    void areAllThere() {
        RouteTypes types = typesOf(RouteFile.allDefinitions());

        assertThat(types.faults()).isEmpty();
        assertThat(types.seen()).hasSizeGreaterThan(90).contains("leases.hold", "SyncRun.isActive", "Instance.id",
                "Batch.category", "java.io.IOException");
    }

    /** What this test is worth. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    bean: {ref: leases, method: 'hold(${variable.run})'}             |
                    bean: {ref: leases, method: 'hold(${variable.runn})'}            | no route sets the variable runn
                    bean: {ref: leases, method: hold()}                              | leases has no public method hold()
                    bean: {ref: leases, method: 'hold(${variable.task})'}            | leases has no public method hold(${
                    bean: {ref: leases, method: 'grab(${variable.run})'}             | leases has no public method grab
                    bean: {ref: lease, method: 'hold(${variable.run})'}              | there is no bean lease
                    filter: {simple: '${variable.run.activ}'}                        | SyncRun has no public property activ
                    filter: {simple: '${variable.run.shard.source.naem} == 1'}       | Source has no public property naem
                    filter: {simple: '${variable.kind.length} > 0'}                  |
                    filter: {simple: '${variable.run.shard.has(1)}'}                 | not only properties are named
                    policy: {ref: two-transactions}                                  | there is no bean two-transactions
                    to: {uri: direct:nowhere}                                        | no route is called direct:nowhere
                    to: {uri: seda:x, parameters: {size: '${body.size}'}}            | before .size is not known
                    throwException: {exceptionType: java.lang.Nothing, message: x}   | there is no java.lang.Nothing(String)
                    setVariable: {name: run, constant: x}                            | one name stands for a
                    removeVariable: {name: nothing}                                  | no route sets the variable nothing
                    split: {simple: '${variable.run.tasks}', steps: [setBody: {simple: '${body.x}'}]} | Task has no public property x
                    """)
    void areMissedWhereTheyAreMisspelt(String step, String fault) {
        List<Object> steps = List.of(yaml("setVariable: {name: kind, constant: sync}"),
                yaml("setVariable: {name: run, method: {ref: syncRuns, method: 'begin(${body})'}}"),
                yaml("split: {simple: '${variable.run.tasks}', steps: [setVariable: {name: task, simple: '${body}'}]}"),
                yaml(step));

        RouteTypes types = typesOf(List.of(new Definition("x.camel.yaml", "route",
                Map.of("id", "x", "from", Map.of("uri", "direct:x", "steps", steps)))));

        if (fault == null) {
            assertThat(types.faults()).isEmpty();
        } else {
            assertThat(types.faults()).singleElement().asString().contains(fault);
        }
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString("{" + text + "}");
    }
}
