package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it does itself comes out as with Camel's own language. */
class DirectBeanLanguageTest {

    private static final CamelContext OURS = context(new DirectBeanLanguage());
    private static final CamelContext CAMELS = context(new BeanLanguage());

    private static final AtomicInteger HASHES = new AtomicInteger();

    /** What the expressions ask. */
    public record Ship(String name, Ship tender, Map<String, String> cargo) {

        public boolean isAfloat() {
            return true;
        }

        public String getPort() throws IOException {
            throw new IOException("no port");
        }

        @Override
        public int hashCode() {
            return HASHES.incrementAndGet();
        }
    }

    /** Which a class that is nobody's business has. */
    public interface Gate {

        String open(Ship ship);
    }

    /** What the calls call. */
    public static final class Yard {

        public String paint(Ship ship, String colour) {
            return ship.name() + " in " + colour;
        }

        public String count(Object what) {
            return "of " + what;
        }

        public long lengthen(int by) {
            return 100L + by;
        }

        public String launch() throws IOException {
            throw new IOException("no water");
        }

        public String launch(Ship ship) {
            return ship.name();
        }

        public String sink(Ship ship) throws IOException {
            throw new IOException("unsinkable");
        }
    }

    private static CamelContext context(BeanLanguage language) {
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("bean-language", language);
        context.getRegistry().bind("yard", new Yard());
        context.getRegistry().bind("gate", (Gate) ship -> "open for " + ship.name());
        context.start();
        return context;
    }

    @AfterAll
    static void stop() {
        OURS.stop();
        CAMELS.stop();
    }

    private static Exchange exchange(CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable("ship", new Ship("Anna", new Ship("Bella", null, Map.of()), Map.of("tea", "2")));
        exchange.setVariable("three", "3");
        exchange.getMessage().setBody(List.of(1, 2));
        return exchange;
    }

    private static String simple(CamelContext context, String expression) {
        Exchange exchange = exchange(context);
        try {
            return String.valueOf(context.resolveLanguage("simple").createExpression(expression)
                    .evaluate(exchange, Object.class));
        } catch (Exception e) {
            return root(e);
        }
    }

    private static String call(CamelContext context, String method) {
        return call(context, "yard", method);
    }

    private static String call(CamelContext context, String bean, String method) {
        Exchange exchange = exchange(context);
        try {
            Expression call = context.resolveLanguage("bean").createExpression(null,
                    new Object[] {null, null, method, null, bean});
            call.init(context);
            Object result = call.evaluate(exchange, Object.class);
            return exchange.getException() == null ? String.valueOf(result) : "thrown " + exchange.getException();
        } catch (Exception e) {
            return root(e);
        }
    }

    private static String root(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getClass().getSimpleName() : root(thrown.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${variable.ship.tender.name}", "${variable.ship.afloat}", "${variable.ship.tender.tender}",
        "${variable.ship.name.length}", "${body.size}", "${variable.none.name}"})
    void readsProperties(String expression) {
        assertThat(simple(OURS, expression)).isEqualTo(simple(CAMELS, expression)).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${variable.ship.port}", "${variable.ship.harbour}", "${variable.ship.tender.tender.name}"})
    void failsAsCamelDoes(String expression) {
        assertThat(simple(OURS, expression)).isEqualTo(simple(CAMELS, expression)).endsWith("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${body[1]}", "${variable.ship?.tender?.tender?.name}", "${variable.ship.name.substring(2)}",
                "${variable.ship.cargo[tea]}"})
    void leavesToCamelWhatIsMoreThanProperties(String expression) {
        assertThat(simple(OURS, expression)).isEqualTo(simple(CAMELS, expression)).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paint(${variable.ship}, red)", "lengthen(${variable.three})", "lengthen(3)",
        "launch(${variable.ship})", "sink(${variable.ship})", "launch()", "count(*)", "count(${body})",
        "paint(null, red)"})
    void callsMethods(String method) {
        assertThat(call(OURS, method)).isEqualTo(call(CAMELS, method)).isNotEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lengthen(${body})", "lengthen(many)"})
    void failWhereAnArgumentDoesNotFit(String method) {
        assertThat(call(CAMELS, method)).contains("Exception");
        assertThat(call(OURS, method)).contains("Exception");
    }

    @Test
    void callsAMethodByTheInterfaceThatHasIt() {
        assertThat(call(OURS, "gate", "open(${variable.ship})")).isEqualTo("open for Anna");
    }

    @Test
    void hashesNothing() {
        simple(CAMELS, "${variable.ship.tender.name}");
        assertThat(HASHES.getAndSet(0)).isPositive();

        assertThat(simple(OURS, "${variable.ship.tender.name}")).isEqualTo("Bella");
        assertThat(call(OURS, "paint(${variable.ship}, red)")).isEqualTo("Anna in red");

        assertThat(HASHES).hasValue(0);
    }
}
