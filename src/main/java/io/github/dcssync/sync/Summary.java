package io.github.dcssync.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sync did, of one source or of several together. {@code read} is the sum of inserted, changed, unchanged and
 * rejected; {@code complete} and {@code failed} count tasks.
 */
public record Summary(Status status, long instances, long complete, long failed, long inserted, long changed,
        long unchanged, long vanished, long rejected, long requests, long retries, double seconds) {

    /** How a sync ended. */
    public enum Status {
        /** Every task of every source was read whole. */
        COMPLETE,
        /** Something was read. */
        PARTIAL,
        /** Nothing could be read. */
        FAILED,
        /** It was stopped. */
        INTERRUPTED;

        /** @return the word in the summary and in the database */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param parts   a summary for each source
     * @param seconds how long they took together
     */
    public static Summary of(List<Summary> parts, double seconds) {
        return new Summary(together(parts), sum(parts, Summary::instances), sum(parts, Summary::complete),
                sum(parts, Summary::failed), sum(parts, Summary::inserted), sum(parts, Summary::changed),
                sum(parts, Summary::unchanged), sum(parts, Summary::vanished), sum(parts, Summary::rejected),
                sum(parts, Summary::requests), sum(parts, Summary::retries), seconds);
    }

    private static Status together(List<Summary> parts) {
        if (parts.stream().anyMatch(part -> part.status() == Status.INTERRUPTED)) {
            return Status.INTERRUPTED;
        }
        List<Status> distinct = parts.stream().map(Summary::status).distinct().toList();
        return distinct.size() == 1 ? distinct.get(0) : Status.PARTIAL;
    }

    /** @return the same beside sources that could not be synced at all */
    public Summary withoutOthers() {
        Status left = status == Status.COMPLETE ? Status.PARTIAL : status;
        return new Summary(left, instances, complete, failed, inserted, changed, unchanged, vanished, rejected,
                requests, retries, seconds);
    }

    private static long sum(List<Summary> parts, java.util.function.ToLongFunction<Summary> count) {
        return parts.stream().mapToLong(count).sum();
    }

    /** @return how many distinct records were listed */
    public long read() {
        return inserted + changed + unchanged + rejected;
    }

    /** @return {@code complete}, {@code partial} or {@code failed}; what was stopped is partial, whatever it has read */
    public String outcome() {
        return (status == Status.INTERRUPTED ? Status.PARTIAL : status).toString();
    }

    /** @return name and value of every count, in the order of the summary line */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instances", instances);
        fields.put("complete", complete);
        fields.put("failed", failed);
        fields.put("read", read());
        fields.put("inserted", inserted);
        fields.put("changed", changed);
        fields.put("unchanged", unchanged);
        fields.put("vanished", vanished);
        fields.put("rejected", rejected);
        fields.put("requests", requests);
        fields.put("retries", retries);
        fields.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return fields;
    }

    /** @return the line that ends a sync on standard output */
    public String line() {
        StringBuilder line = new StringBuilder("dcs-sync: ").append(outcome());
        fields().forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }
}
