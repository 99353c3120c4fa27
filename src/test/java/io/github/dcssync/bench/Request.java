package io.github.dcssync.bench;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A request for a page.
 *
 * @param path     of the list, without the query
 * @param position of its first record, from 0
 * @param limit    the most records
 * @param since    the oldest that are asked for
 */
record Request(String path, int position, int limit, Instant since) {

    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int USUAL_LIMIT = 10;

    /** @param line the first of a request: {@code GET /path?query HTTP/1.1} */
    static Request of(String line) {
        String target = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        int position = parameter(query, "start").map(start -> Integer.parseInt(start) - 1)
                .or(() -> parameter(query, "offset").map(Integer::valueOf)).orElse(0);
        Instant since = parameter(query, "begin_time").or(() -> parameter(query, "beginTime"))
                .map(time -> LocalDateTime.parse(time, DIGITS).toInstant(ZoneOffset.UTC)).orElse(Instant.EPOCH);
        return new Request(path, position, parameter(query, "limit").map(Integer::valueOf).orElse(USUAL_LIMIT),
                since);
    }

    private static Optional<String> parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
