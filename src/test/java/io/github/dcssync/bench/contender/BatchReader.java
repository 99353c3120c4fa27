package io.github.dcssync.bench.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.item.ItemReader;

/** Reads the records of some instances, page by page, with the JDK's HTTP client and Jackson. */
final class BatchReader implements ItemReader<BatchReader.Item> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Table table;
    private final Iterator<String> instances;
    private final Address address;
    private Iterator<JsonNode> page = List.<JsonNode>of().iterator();
    private String instance = "";
    private int received;
    private int total;

    /** The address of a page of an instance. */
    interface Address {

        String of(String instance, int received);
    }

    /** A record, and the instance that it was listed of. */
    record Item(String instance, @Nullable String[] values) {
    }

    BatchReader(HttpClient http, Table table, List<String> instances, Address address) {
        this.http = http;
        this.table = table;
        this.instances = instances.iterator();
        this.address = address;
    }

    @Override
    public @Nullable Item read() throws IOException, InterruptedException {
        while (!page.hasNext()) {
            if (received >= total) {
                if (!instances.hasNext()) {
                    return null;
                }
                instance = instances.next();
                received = 0;
            }
            turnPage();
        }
        received++;
        JsonNode found = page.next();
        return new Item(instance, table.fields().stream().map(field -> text(found.path(field.name())))
                .toArray(String[]::new));
    }

    private void turnPage() throws IOException, InterruptedException {
        JsonNode answer = get(http, address.of(instance, received));
        page = answer.findPath(table == Table.BACKUPS ? "backup_record_response" : "restore_record_response")
                .elements();
        total = answer.path("total_num").intValue();
    }

    /** An answer of the service. */
    static JsonNode get(HttpClient http, String address) throws IOException, InterruptedException {
        return JSON.readTree(http.send(HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
