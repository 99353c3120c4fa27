package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.sync.Listing;
import io.github.dcssync.testkit.SyncFixture;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;

/** Of a list that may turn out to say what it has said before, the keys are read and what else is asked for. */
class AnswerFormatTest {

    @Test
    void readsWhatRecordsSayOnlyWhenItIsAskedForWhereTheListMayBeKnown() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 3, 2).start()) {
            CamelContext camel = stage.bundle().context();
            Map<ListKind, Listing> lists = new ConcurrentHashMap<>();
            watch(camel, lists);

            stage.sync();
            assertThat(readsLater(camel, ListKind.BACKUP, lists)).as("nothing is known").isFalse();

            stage.sync();
            assertThat(readsLater(camel, ListKind.BACKUP, lists)).isTrue();
            assertThat(readsLater(camel, ListKind.RESTORE, lists)).as("may still change").isFalse();

            stage.fullSync();
            assertThat(readsLater(camel, ListKind.BACKUP, lists)).as("compared").isFalse();
        }
    }

    private static void watch(CamelContext camel, Map<ListKind, Listing> lists) {
        EventNotifierSupport listener = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                Listing listing = event instanceof CamelEvent.ExchangeSendingEvent sending
                        ? sending.getExchange().getVariable("listing", Listing.class) : null;
                if (listing != null) {
                    lists.put(ListKind.ofEndpoint(listing.getEndpoint()), listing);
                }
            }
        };
        listener.setCamelContext(camel);
        ServiceHelper.startService(listener);
        camel.getManagementStrategy().addEventNotifier(listener);
    }

    /** An answer that has become another one meanwhile shows when it is read. */
    private static boolean readsLater(CamelContext camel, ListKind kind, Map<ListKind, Listing> lists)
            throws Exception {
        byte[] answer = ("{\"" + kind.array() + "\":[{\"" + kind.key() + "\":\"a\",\"status\":\"then\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("listing", lists.get(kind));
        try (AnswerFormat format = AnswerFormat.of(kind)) {
            format.setCamelContext(camel);
            format.start();
            Page page = (Page) format.unmarshal(exchange, (Object) answer);
            byte[] now = new String(answer, StandardCharsets.UTF_8).replace("then", "now!")
                    .getBytes(StandardCharsets.UTF_8);
            System.arraycopy(now, 0, answer, 0, now.length);
            return "now!".equals(page.rows().get(0).value(kind, "status"));
        }
    }
}
