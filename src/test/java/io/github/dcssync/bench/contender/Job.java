package io.github.dcssync.bench.contender;

import java.net.URI;

/**
 * What a contender has to do, as its command line has it.
 *
 * @param endpoint of the service, plain http
 * @param project  its project
 * @param url      of a database with the tables of {@link Table}, with its user
 * @param threads  how many lists are read at a time
 * @param isFilled whether the tables have rows, so that only what differs is to be written
 */
public record Job(URI endpoint, String project, String url, int threads, boolean isFilled) {

    /** @throws IllegalArgumentException when the arguments are not those of {@link #arguments()} */
    static Job of(String... arguments) {
        return new Job(URI.create(arguments[0]), arguments[1], arguments[2], Integer.parseInt(arguments[3]),
                Boolean.parseBoolean(arguments[4]));
    }

    /** The command line. */
    public String[] arguments() {
        return new String[] {endpoint.toString(), project, url, Integer.toString(threads), Boolean.toString(isFilled)};
    }
}
