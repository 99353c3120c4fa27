package io.github.dcssync.app;

import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists of any number of instances, of which none lies in memory: each instance is the simulator's first one over
 * again, under ids of its own. They never change.
 */
final class ListedFleet {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-(?=[0-9a-f]{12})");
    private static final int NUMBER = 12;

    private final int instances;
    private final List<Element> instance;
    private final List<Element> backups;
    private final List<Element> restores;

    /** Bytes of JSON, and where in them the number of its instance stands, at the end of every id. */
    private record Element(byte[] json, int[] numbers) {

        static Element of(String json) {
            return new Element(json.getBytes(StandardCharsets.UTF_8),
                    ID.matcher(json).results().mapToInt(MatchResult::end).toArray());
        }
    }

    /**
     * @param instances how many
     * @param backups   of each
     * @param restores  of each
     */
    ListedFleet(int instances, int backups, int restores) {
        this.instances = instances;
        try (Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(1)
                .backupsPerInstance(backups).restoresPerInstance(restores).build())) {
            Fleet fleet = simulator.fleet();
            String id = fleet.instanceIds().get(0);
            this.instance = List.of(Element.of(fleet.instance(id).toString()));
            this.backups = elements(fleet, SimulatedKind.BACKUP, id);
            this.restores = elements(fleet, SimulatedKind.RESTORE, id);
        }
    }

    private static List<Element> elements(Fleet fleet, SimulatedKind kind, String id) {
        return fleet.records(kind, id).stream().map(record -> Element.of(record.toString())).toList();
    }

    int instances() {
        return instances;
    }

    /** How many lists there are but that of the instances. */
    int lists() {
        return 2 * instances;
    }

    /** How many backups and restorations there are. */
    long records() {
        return (long) instances * (backups.size() + restores.size());
    }

    /**
     * @param path  with the ids of project and instance
     * @param query its parameters
     * @return the answer's body
     */
    byte[] answer(String path, Map<String, String> query) {
        String[] parts = path.split("/");
        int first = query.containsKey("start") ? Integer.parseInt(query.get("start")) - 1
                : Integer.parseInt(query.getOrDefault("offset", "0"));
        int limit = Integer.parseInt(query.get("limit"));
        if (parts.length == 4) {
            return list("instances", "instance_num", instances, first, limit,
                    (out, place) -> write(out, instance.get(0), place));
        }
        int number = Integer.parseInt(parts[4].substring(parts[4].length() - NUMBER), 16);
        boolean isOfBackups = parts[5].equals("backups");
        List<Element> listed = isOfBackups ? backups : restores;
        return list(isOfBackups ? "backup_record_response" : "restore_record_response", "total_num", listed.size(),
                first, limit, (out, place) -> write(out, listed.get(place), number));
    }

    private interface Writer {
        void write(ByteArrayOutputStream out, int place);
    }

    private static byte[] list(String field, String count, int size, int first, int limit, Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
        out.writeBytes(ascii("{\"" + field + "\":["));
        for (int place = first; place < Math.min((long) first + limit, size); place++) {
            if (place > first) {
                out.write(',');
            }
            writer.write(out, place);
        }
        out.writeBytes(ascii("],\"" + count + "\":" + size + "}"));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Element element, int number) {
        byte[] digits = ascii(String.format("%012x", number));
        int from = 0;
        for (int place : element.numbers()) {
            out.write(element.json(), from, place - from);
            out.writeBytes(digits);
            from = place + NUMBER;
        }
        out.write(element.json(), from, element.json().length - from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The parameters of a query, without any escapes. */
    static Map<String, String> parameters(String query) {
        return Stream.of(query.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
