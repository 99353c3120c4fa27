package io.github.dcssync.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * As little as copies the lists: the JDK's HTTP client, streaming JSON, and the database's fastest way in. No
 * signatures (a token instead), no history, no proof, no retries.
 */
final class Floor {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String LOGIN = """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"simulator",
            "password":"simulator","domain":{"name":"simulator"}}}},"scope":{"project":{"id":"%s"}}}}""";

    private final Job job;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    private Floor(Job job) throws Exception {
        this.job = job;
        HttpRequest login = HttpRequest.newBuilder(URI.create(job.endpoint() + "/v3/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGIN.formatted(job.project()))).build();
        token = http.send(login, HttpResponse.BodyHandlers.discarding()).headers().firstValue("X-Subject-Token")
                .orElseThrow();
    }

    /** @param arguments a {@link Job}; style {@code copy} writes, {@code compare} only looks for differences */
    public static void main(String[] arguments) throws Exception {
        new Floor(Job.of(arguments)).run();
    }

    private void run() throws Exception {
        List<String> instances = new ArrayList<>();
        list("/v2/" + job.project() + "/instances", "offset", 0, 1000, Table.INSTANCES,
                row -> instances.add(row[0]));
        ExecutorService threads = Executors.newFixedThreadPool(job.threads());
        List<List<String>> shares = new ArrayList<>();
        for (int i = 0; i < job.threads(); i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < instances.size(); i++) {
            shares.get(i % shares.size()).add(instances.get(i));
        }
        List<Future<Void>> all = threads.invokeAll(shares.stream()
                .<Callable<Void>>map(share -> () -> copy(share)).toList());
        for (Future<Void> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    private Void copy(List<String> instances) throws Exception {
        boolean write = job.style().equals("copy");
        try (Target backups = Target.open(job.url(), Table.BACKUPS, write);
                Target restores = Target.open(job.url(), Table.RESTORES, write)) {
            for (String instance : instances) {
                list("/v1.0/" + job.project() + "/instances/" + instance + "/backups", "start", 1, 100,
                        Table.BACKUPS, row -> backups.add(instance, row));
                list("/v2/" + job.project() + "/instances/" + instance + "/restores", "offset", 0, 1000,
                        Table.RESTORES, row -> restores.add(instance, row));
            }
        }
        return null;
    }

    /** Takes a record. */
    private interface Sink {
        void accept(String[] row) throws Exception;
    }

    private void list(String path, String position, int first, int limit, Table table, Sink sink)
            throws Exception {
        int received = 0;
        long total = Long.MAX_VALUE;
        while (received < total) {
            URI page = URI.create(job.endpoint() + path + "?" + position + "=" + (first + received)
                    + "&limit=" + limit);
            byte[] answer = http.send(HttpRequest.newBuilder(page).header("X-Auth-Token", token).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).body();
            int before = received;
            try (JsonParser json = JSON.createParser(answer)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("total_num") || name.equals("instance_num")) {
                        total = json.getLongValue();
                    } else if (json.currentToken() == JsonToken.START_ARRAY) {
                        received += rows(json, table, sink);
                    } else {
                        json.skipChildren();
                    }
                }
            }
            if (received == before) {
                return;
            }
        }
    }

    private static int rows(JsonParser json, Table table, Sink sink) throws Exception {
        int rows = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            sink.accept(row(json, table));
            rows++;
        }
        return rows;
    }

    private static String[] row(JsonParser json, Table table) throws IOException {
        String[] row = new String[table.fields().size()];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            int column = table.fields().indexOf(json.currentName());
            JsonToken value = json.nextToken();
            if (column >= 0 && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                String text = json.getText();
                row[column] = text.isEmpty() ? null : text;
            } else {
                json.skipChildren();
            }
        }
        return row;
    }
}
