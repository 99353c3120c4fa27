package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Reports;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.web.ReportApi;
import io.github.dcssync.web.ReportFile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The page as it is served, and as a file. What it looks like in a browser is not decided here. */
class ReportPageTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><!-- \u2028 ' \" & <img src=x onerror=alert(1)>";

    @TempDir
    private Path folder;
    private SyncFixture fixture;
    private URI page;

    @BeforeEach
    void start() throws Exception {
        fixture = SyncFixture.onAnyDatabase().fleet(3, 4, 2).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start();
        fixture.sync();
        page = fixture.bundle().page().orElseThrow();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void runsNothingAndLoadsNothingButItsOwn() throws Exception {
        HttpResponse<String> answer = Http.get(page, "/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
                        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("style=\"").doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)").doesNotContain("<style");
        List<String> addresses = addresses(answer.body());
        assertThat(addresses).contains("assets/page.css", "assets/page.js", "assets/chart.js");
        for (String address : addresses) {
            assertThat(address).doesNotContain("//");
            if (address.startsWith("assets/") || address.startsWith("api/")) {
                assertThat(Http.get(page, "/" + address).statusCode()).as(address).isEqualTo(200);
            }
        }
    }

    @Test
    void makesNoMarkupOfWhatItShows() throws Exception {
        assertThat(Http.get(page, "/assets/page.js").body()).doesNotContain("innerHTML", "outerHTML",
                "insertAdjacentHTML", "document.write", "eval(", "http://");
        assertThat(Http.get(page, "/assets/chart.js").body()).contains("Chart.js v4")
                .doesNotContain("sourceMappingURL");
    }

    @Test
    void showsAPlainTableToABrowserWithoutScripts() throws Exception {
        rename(HOSTILE);

        String table = Http.get(page, "/instances").body();

        assertThat(Http.get(page, "/").body()).contains("<noscript><meta http-equiv=\"refresh\"", "url=instances");
        assertThat(table).contains(fixture.instance(0), fixture.instance(2), "&lt;/script&gt;&lt;script&gt;alert(1)")
                .doesNotContain("<script", "<img");
    }

    @Test
    void isOneFileThatNeedsNothingElse() throws Exception {
        rename(HOSTILE);
        Path file = folder.resolve("report.html");
        write(file);

        String html = Files.readString(file);
        List<String> scripts = all("<script>(.*?)</script>", html);
        String policy = all("Content-Security-Policy\" content=\"([^\"]*)\"", html).get(0);

        assertThat(addresses(html.replaceAll("(?s)<script.*?</script>", "")))
                .allSatisfy(address -> assertThat(address).matches("data:,|#.*|api/reports"));
        assertThat(scripts).hasSize(2);
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "http", "'self'");
        for (String inside : Stream.concat(scripts.stream(), all("<style>(.*?)</style>", html).stream()).toList()) {
            assertThat(policy).contains("'sha256-" + sha256(inside) + "'");
        }
        assertThat(html.split("<script", -1)).hasSize(4);
        assertThat(html).doesNotContain("<img", "<noscript");
    }

    @Test
    void holdsInTheFileWhatThePageAsksFor() throws Exception {
        rename(HOSTILE);
        Path file = folder.resolve("report.html");
        write(file);

        JsonNode data = new ObjectMapper().readTree(
                all("<script id=\"embedded\" type=\"application/json\">(.*?)</script>", Files.readString(file)).get(0));
        JsonNode answers = data.get("answers");

        assertThat(data.get("made_at").asText()).endsWith("Z");
        assertThat(answers.at("/api~1reports~1report_rpo_status/rows")).hasSize(3);
        assertThat(answers.at("/api~1reports~1report_rpo_status/total").asLong()).isEqualTo(3);
        assertThat(answers.at("/api~1reports~1report_rpo_status/rows").findValuesAsText("instance_name"))
                .contains(HOSTILE);
        assertThat(answers.at("/api~1instances~1" + fixture.instance(1) + "/rows/backups")).hasSize(4);
        assertThat(answers.at("/api~1calendar/rows").findValuesAsText("instance_id")).contains(fixture.instance(1));
        List<String> held = new ArrayList<>();
        answers.fieldNames().forEachRemaining(held::add);
        assertThat(held).containsAll(asked()).hasSizeGreaterThan(15);
    }

    /** What the script asks for, apart from the instances. */
    private Set<String> asked() throws Exception {
        String script = Http.get(page, "/assets/page.js").body();
        Set<String> asked = new LinkedHashSet<>();
        Matcher view = Pattern.compile("view\\(\"([a-z_]+)\"").matcher(script);
        while (view.find()) {
            asked.add("api/reports/" + view.group(1));
        }
        assertThat(asked).hasSize(11);
        asked.add("api/calendar");
        asked.add("api/projects");
        asked.add("api/syncs");
        return asked;
    }

    @Test
    void replacesAFileInOneMoveAndLeavesNoOtherBehind() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        write(file);

        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private void write(Path file) throws Exception {
        DataSource database = fixture.database().dataSource();
        Reports reports = new Reports(database, fixture.database().dialect());
        ReportApi api = new ReportApi(reports,
                new InstanceReport(new JdbcTemplate(database), reports, fixture.clock()));
        new ReportFile(api, fixture.clock()).write(file);
    }

    private void rename(String name) {
        new JdbcTemplate(fixture.database().dataSource()).update(
                "update dcs_instance set name = ? where instance_id = ?",
                name, fixture.instance(0));
    }

    private static List<String> addresses(String html) {
        return all("(?:src|href)=\"([^\"]*)\"", html);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results()
                .map((MatchResult found) -> found.group(1)).toList();
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
