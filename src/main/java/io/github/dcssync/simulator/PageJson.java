package io.github.dcssync.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts ready-made records together to a page. */
final class PageJson {

    private final SimulatorOptions options;

    PageJson(SimulatorOptions options) {
        this.options = options;
    }

    /** The records of the range, or, when the option says so, 204 in place of an empty array. */
    Answer writeRecords(List<ListedRecord> records, PageRange range, ApiVersion version, String listField) {
        List<ListedRecord> page = cut(records, range);
        if (page.isEmpty() && options.emptyAs() == EmptyAs.NO_CONTENT) {
            return Answer.empty(204);
        }
        return write(page, version, listField, count("total_num", records.size(), page.size()));
    }

    /** The instances of the range. */
    Answer writeInstances(List<ListedRecord> instances, PageRange range, ApiVersion version) {
        List<ListedRecord> page = cut(instances, range);
        return write(page, version, "instances", count("instance_num", instances.size(), page.size()));
    }

    private List<ListedRecord> cut(List<ListedRecord> records, PageRange range) {
        int size = Math.min(range.limit(), options.pageCap().orElse(Integer.MAX_VALUE));
        int from = Math.min(range.position(), records.size());
        return records.subList(from, (int) Math.min((long) from + size, records.size()));
    }

    private Answer write(List<ListedRecord> page, ApiVersion version, String listField, String count) {
        byte[] head = ascii("{\"" + listField + "\":[");
        return Answer.json(200, join(head, render(page, version), ascii("]" + count + "}")));
    }

    private List<byte[]> render(List<ListedRecord> page, ApiVersion version) {
        List<byte[]> rendered = new ArrayList<>(page.size());
        for (ListedRecord record : page) {
            rendered.add(record.bytes(version, options.absentAs()));
        }
        return rendered;
    }

    private String count(String field, int total, int onPage) {
        return switch (options.totalNum()) {
            case TOTAL -> ",\"" + field + "\":" + total;
            case PAGE_COUNT -> ",\"" + field + "\":" + onPage;
            case ZERO -> ",\"" + field + "\":0";
            case ABSENT -> "";
        };
    }

    private static byte[] join(byte[] head, List<byte[]> records, byte[] tail) {
        int commas = Math.max(records.size() - 1, 0);
        int length = head.length + commas + tail.length;
        for (byte[] record : records) {
            length += record.length;
        }
        byte[] body = new byte[length];
        int end = copy(head, body, 0);
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                body[end++] = ',';
            }
            end = copy(records.get(i), body, end);
        }
        copy(tail, body, end);
        return body;
    }

    private static int copy(byte[] from, byte[] to, int position) {
        System.arraycopy(from, 0, to, position, from.length);
        return position + from.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
