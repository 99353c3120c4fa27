package io.github.dcssync.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay did, of one source or of several together.
 *
 * @param rejected  rows that waited, each a record or a page
 * @param replayed  rows that could be read now
 * @param inserted  their records that were not stored
 * @param changed   those that were stored in an older state
 * @param unchanged those that were stored already
 */
public record ReplayResult(int rejected, int replayed, int inserted, int changed, int unchanged) {

    /** @return the sum of all */
    public static ReplayResult of(List<ReplayResult> parts) {
        return parts.stream().reduce(new ReplayResult(0, 0, 0, 0, 0), (one, other) -> new ReplayResult(
                one.rejected + other.rejected, one.replayed + other.replayed, one.inserted + other.inserted,
                one.changed + other.changed, one.unchanged + other.unchanged));
    }

    /** @return rows that still cannot be read */
    public int left() {
        return rejected - replayed;
    }

    /** @return {@code complete} when nothing is left, {@code failed} when nothing was read, else {@code partial} */
    public String status() {
        if (left() == 0) {
            return "complete";
        }
        return replayed == 0 ? "failed" : "partial";
    }

    /** @return name and value of every count, in the order of the result line */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rejected", rejected);
        fields.put("replayed", replayed);
        fields.put("inserted", inserted);
        fields.put("changed", changed);
        fields.put("unchanged", unchanged);
        fields.put("left", left());
        return fields;
    }

    /** @return the line that ends a replay on standard output */
    public String line() {
        StringBuilder line = new StringBuilder("dcs-sync: replay ").append(status());
        fields().forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }
}
