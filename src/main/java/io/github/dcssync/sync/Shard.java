package io.github.dcssync.sync;

import io.github.dcssync.lease.Cut;
import io.github.dcssync.settings.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A part of a source that is synced by itself, with a lease, a trigger and a run of its own; all of the source where
 * it is not cut. Which shard an instance belongs to depends on its id and on the number of shards alone.
 *
 * @param source the source
 * @param number from 1
 */
public record Shard(Source source, int number) {

    private static final String NUMBER = ".shard";

    /** @return the shards of a source, in order */
    public static List<Shard> of(Source source) {
        return IntStream.rangeClosed(1, source.shards()).mapToObj(number -> new Shard(source, number)).toList();
    }

    /** @return the name of a shard's source */
    static String sourceOf(String name) {
        return name.replaceFirst("\\.shard\\d+$", "");
    }

    /** @return whether a shard of this name was there when the source was cut into another number of parts */
    static boolean isOfOtherCut(Source source, String name) {
        return isOf(source.name(), name) && of(source).stream().noneMatch(shard -> shard.name().equals(name));
    }

    /** @return whether a shard of this name is one of the source's, however that is or was cut */
    static boolean isOf(String source, String name) {
        return name.equals(source)
                || name.startsWith(source + NUMBER)
                        && name.substring(source.length() + NUMBER.length()).matches("\\d+");
    }

    /** @return the source's name, and where it is cut the shard's number, as in {@code eu-de.shard2} */
    public String name() {
        return isCut() ? source.name() + NUMBER + number : source.name();
    }

    /** @return how the settings cut each of the sources */
    public static List<Cut> cutsOf(List<Source> sources) {
        return sources.stream().map(Shard::cutOf).toList();
    }

    /** @return how the settings cut a source */
    public static Cut cutOf(Source source) {
        return new Cut(source.name(), source.shards());
    }

    /** @return whether the source has several shards */
    public boolean isCut() {
        return source.shards() > 1;
    }

    /** @return whether this shard does what is to be done once for the whole source */
    public boolean isFirst() {
        return number == 1;
    }

    /** @return whether an instance belongs to this shard */
    public boolean has(String instanceId) {
        CRC32 hash = new CRC32();
        hash.update(instanceId.getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % source.shards() == number - 1;
    }
}
