package io.github.dcssync.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.bench.contender.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ListService service;
    private RawConnection connection;

    @BeforeEach
    void start() throws IOException {
        service = ListService.start(new ServedFleet(new Fleet(2, 250, 3, Duration.ZERO)), Duration.ZERO);
        connection = new RawConnection(service.endpoint());
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        service.close();
    }

    private JsonNode get(String target) throws IOException {
        connection.get(target);
        return JSON.readTree(connection.answer(), connection.body(), connection.end() - connection.body());
    }

    private String instance() throws IOException {
        return get("/v2/p/instances?offset=0&limit=1").at("/instances/0/instance_id").textValue();
    }

    @Test
    void givesEachRecordOnOnePageOverOneConnection() throws IOException {
        String backups = "/v1.0/p/instances/" + instance() + "/backups?limit=100&start=";

        assertThat(get(backups + 1).path("backup_record_response")).hasSize(100);
        assertThat(get(backups + 101).path("backup_record_response")).hasSize(100);
        JsonNode last = get(backups + 201);
        assertThat(last.path("backup_record_response")).hasSize(50);
        assertThat(last.path("total_num").intValue()).isEqualTo(250);
        assertThat(get(backups + 251).path("backup_record_response")).isEmpty();
        assertThat(service.requests()).isEqualTo(5);
    }

    @Test
    void leavesOutWhatIsOlderThanIsAskedFor() throws IOException {
        String restores = "/v2/p/instances/" + instance() + "/restores?offset=0&limit=1000";
        String yesterday = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC)
                .format(Instant.now().minus(Duration.ofHours(24)));

        JsonNode recent = get(restores + "&begin_time=" + yesterday);

        assertThat(recent.path("restore_record_response")).hasSize(1);
        assertThat(recent.path("total_num").intValue()).isEqualTo(1);
        assertThat(get(restores).path("restore_record_response")).hasSize(3);
    }

    @Test
    void remembersWhatIsNoList() {
        assertThatThrownBy(() -> connection.get("/v3/projects")).hasMessageContaining("404");

        assertThat(service.refused()).containsExactly("GET /v3/projects HTTP/1.1");
    }
}
