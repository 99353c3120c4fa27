package io.github.dcssync.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.http.Content;
import io.github.dcssync.http.RefusedRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What the routes of the page answer with. */
public final class Answers {

    /** So many read the database at a time that the syncs always find a connection. */
    private static final int READERS = 3;
    /** So many more wait for these. Each holds a thread that the page and health might need. */
    private static final int WAITING = 8;
    private static final long LONGEST_WAIT_SECONDS = 20;
    /** So many long answers lie on the disk at a time, being taken. */
    private static final int SENDING = 16;
    private static final String WAIT_SECONDS = "5";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int BROKEN = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final PageFiles files;
    private final ReportApi api;
    private final Semaphore readers = new Semaphore(READERS, true);
    private final Semaphore waiting = new Semaphore(READERS + WAITING);
    private final Semaphore sending = new Semaphore(SENDING);

    /** @param api what the tables know */
    public Answers(ReportApi api) {
        this.api = api;
        this.files = new PageFiles();
    }

    /** Answers with the page or one of the files that it needs. */
    public void file(Exchange exchange) {
        answer(exchange, asked -> send(exchange, files.find(asked.path()), asked));
    }

    /** Answers with the instances as a plain table. */
    public void table(Exchange exchange) {
        answer(exchange, asked -> read(exchange, asked, api::instanceTable));
    }

    /** Answers with what the tables know. */
    public void data(Exchange exchange) {
        answer(exchange, asked -> read(exchange, asked, () -> api.find(asked.path(), asked.query())));
    }

    /** What is wanted, and what the caller has already. */
    private record Asked(String path, String query, String known, boolean isHead) {
    }

    /** Makes an answer. */
    private interface AnswerBody {
        void make(Asked asked) throws IOException;
    }

    private static Asked asked(Message request) {
        return new Asked(request.getHeader(Exchange.HTTP_PATH, String.class),
                request.getHeader(Exchange.HTTP_RAW_QUERY, String.class),
                request.getHeader("If-None-Match", "", String.class),
                "HEAD".equals(request.getHeader(Exchange.HTTP_METHOD)));
    }

    private void answer(Exchange exchange, AnswerBody answer) {
        Message request = exchange.getMessage();
        Asked asked = asked(request);
        // What stays would be sent back.
        request.removeHeaders("*");
        request.setBody(null);
        try {
            answer.make(asked);
        } catch (RefusedRequest e) {
            refuse(request, e.status(), e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            // That the database is away, the syncs say once.
            LOG.atLevel(DatabaseFaults.mayReturn(e) ? Level.DEBUG : Level.WARN).log("{} cannot be answered: {}",
                    asked.path(), oneLine(e));
            refuse(request, RefusedRequest.TRY_LATER, "The database does not answer: try again later");
        } catch (SpoolException e) {
            refuseUnspooled(request, asked, e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SpoolException spool) {
                refuseUnspooled(request, asked, spool);
            } else {
                refuseUnknown(request, asked, e);
            }
        } catch (IOException | RuntimeException e) {
            refuseUnknown(request, asked, e);
        }
    }

    private static void refuseUnspooled(Message request, Asked asked, SpoolException e) {
        LOG.error("{} cannot be answered: {}", asked.path(), e.getMessage());
        refuse(request, RefusedRequest.TRY_LATER, "The answer is long, and there is no temporary folder with room for"
                + " it; ask for less of it with limit");
    }

    private static void refuseUnknown(Message request, Asked asked, Exception e) {
        LOG.error("{} cannot be answered", asked.path(), e);
        refuse(request, BROKEN, "The answer could not be made; the log says why");
    }

    private void read(Exchange exchange, Asked asked, Supplier<Content> content) throws IOException {
        if (!waiting.tryAcquire()) {
            throw tooMany();
        }
        try {
            permit();
            try {
                send(exchange, content.get(), asked);
            } finally {
                readers.release();
            }
        } finally {
            waiting.release();
        }
    }

    private void permit() {
        try {
            if (!readers.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw tooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedRequest(RefusedRequest.TRY_LATER, "The program is ending");
        }
    }

    private static RefusedRequest tooMany() {
        return new RefusedRequest(RefusedRequest.TRY_LATER, "Too many ask at the same time: try again later");
    }

    private void send(Exchange exchange, Content content, Asked asked) throws IOException {
        Message answer = exchange.getMessage();
        boolean isKnown = content.tag() != null && isKnown(asked.known(), content.tag());
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, isKnown ? NOT_MODIFIED : OK);
        if (isKnown || asked.isHead()) {
            describe(answer, content);
            return;
        }
        try (Spool spool = new Spool()) {
            content.write(spool);
            describe(answer, content);
            if (spool.isShort()) {
                answer.setBody(spool.inMemory());
            } else {
                sendFile((HttpMessage) answer, spool.file());
            }
        }
    }

    /** Vert.x itself sends a file: a slow reader then holds no thread, and one who goes away leaves nothing behind. */
    private void sendFile(HttpMessage answer, Path file) {
        if (!sending.tryAcquire()) {
            throw tooMany();
        }
        HttpServerResponse response = answer.getResponse();
        answer.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                response.putHeader(name, value.toString());
            }
        });
        response.sendFile(file.toString()).onComplete(sent -> sending.release());
    }

    private static void describe(Message answer, Content content) {
        answer.setHeader(Exchange.CONTENT_TYPE, content.type());
        if (content.tag() != null) {
            answer.setHeader("ETag", content.tag());
        }
        if (content.total() != null) {
            answer.setHeader("X-Total-Count", Long.toString(content.total().getAsLong()));
        }
        if (content.filename() != null) {
            answer.setHeader("Content-Disposition", "attachment; filename=\"" + content.filename() + "\"");
        }
    }

    private static boolean isKnown(String known, String tag) {
        for (String one : known.split(",")) {
            String bare = one.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static void refuse(Message answer, int status, String line) {
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, Content.JSON);
        if (status == RefusedRequest.TRY_LATER) {
            answer.setHeader("Retry-After", WAIT_SECONDS);
        }
        try {
            answer.setBody(ByteBuffer.wrap(new ObjectMapper().writeValueAsBytes(Map.of("error", line))));
        } catch (IOException e) {
            answer.setBody("{}");
        }
    }

    private static String oneLine(NestedRuntimeException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage()).replaceAll("\\s+", " ");
    }
}
