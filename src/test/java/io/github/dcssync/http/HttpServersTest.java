package io.github.dcssync.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A port without routes, as it is while the program begins and ends. */
class HttpServersTest {

    private static final HttpServer ANY = new HttpServer("127.0.0.1", 0, null, null, false);

    private final HttpServers unit = new HttpServers(ANY, ANY);

    @AfterEach
    void close() {
        unit.close();
    }

    @Test
    void asksToComeAgainUntilTheRoutesStandAndFromWhenTheyEnd() throws Exception {
        int port = unit.vertx().createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(Router.router(unit.vertx())).listen().toCompletionStage().toCompletableFuture().get()
                .actualPort();

        assertUnavailable(port);
        unit.setOpen(true);
        assertThat(get(port).statusCode()).isEqualTo(404);
        unit.setOpen(false);
        assertUnavailable(port);
    }

    private static void assertUnavailable(int port) throws Exception {
        HttpResponse<String> answer = get(port);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).isEqualTo("dcs-sync is starting or ending: ask again in a moment\n");
    }

    private static HttpResponse<String> get(int port) throws Exception {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health")).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
