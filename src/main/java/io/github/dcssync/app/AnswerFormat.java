package io.github.dcssync.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.PageReader;
import io.github.dcssync.record.RecordKeyReader;
import io.github.dcssync.sync.Listing;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;

/**
 * Makes rows of the answers of a list. Of a list that may turn out to say what it has said before, what its records say is
 * read when it is asked for: that is most of what an answer costs.
 */
final class AnswerFormat extends JacksonDataFormat {

    private final RecordKeyReader keys;

    private AnswerFormat(ListKind kind, ObjectMapper mapper) {
        super(mapper, Page.class);
        this.keys = new RecordKeyReader(kind, mapper);
    }

    static AnswerFormat of(ListKind kind) {
        return new AnswerFormat(kind, PageReader.mapper(kind));
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        Listing listing = exchange.getVariable("listing", Listing.class);
        boolean mayBeKnown = listing != null && listing.mayBeAsBefore();
        Page page = mayBeKnown && body instanceof byte[] answer ? keys.read(answer) : null;
        return page == null ? super.unmarshal(exchange, body) : page;
    }
}
