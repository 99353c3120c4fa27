package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Reports;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.web.ReportApi;
import io.github.dcssync.web.ReportFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The page in a browser, where Chromium is installed. Pictures of it stay in {@code target/screenshots}. */
class ReportPageIT {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>bold</b>";
    private static final int INSTANCES = 60;
    private static final double LONGEST_MILLIS = 300_000;

    private static Playwright playwright;
    private static Browser browser;
    private static SyncFixture fixture;
    private static String page;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page tab;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "Chromium is not installed: the page was not looked at in a browser");
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium.get())
                .setTimeout(LONGEST_MILLIS)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--no-first-run")));
        fixture = SyncFixture.onAnyDatabase().fleet(INSTANCES, 24, 4).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start();
        fixture.sync();
        JdbcTemplate jdbc = new JdbcTemplate(fixture.database().dataSource());
        jdbc.update("update dcs_instance set name = ? where instance_id = ?", HOSTILE, fixture.instance(0));
        jdbc.update("update backup_record set remark = ?, backup_name = ? where instance_id = ?", HOSTILE, HOSTILE,
                fixture.instance(0));
        page = fixture.bundle().page().orElseThrow().toString();
    }

    @AfterAll
    static void stop() {
        if (fixture != null) {
            fixture.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        open(ColorScheme.LIGHT, 1280);
    }

    @AfterEach
    void closeAndHearNoComplaint() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void fillsEveryBlock() {
        show(page);

        assertThat(tab.locator("#verdicts li").count()).isEqualTo(4);
        for (String block : List.of("days", "sizes")) {
            assertThat(tab.locator("#" + block + " canvas").getAttribute("aria-label")).as(block).isNotBlank();
        }
        for (String block : List.of("failures", "instances", "restores", "sources", "runs")) {
            assertThat(tab.locator("#" + block + " tbody tr").count()).as(block).isPositive();
        }
        assertThat(tab.locator("#overview").innerText()).doesNotContain("cannot be shown");
        assertThat(tab.locator("#as-of").innerText()).startsWith("Data as of 20");
    }

    @Test
    void sortsFiltersAndKeepsBothInTheAddress() {
        show(page);
        tab.locator("#instances th button", new Page.LocatorOptions().setHasText("Instance")).click();
        List<String> up = names();
        tab.locator("#instances th button", new Page.LocatorOptions().setHasText("Instance")).click();
        assertThat(tab.locator("#instances th[aria-sort]").getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(names().get(0)).isNotEqualTo(up.get(0));

        tab.locator("#filter-q").fill(fixture.instance(7));
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(1);
        String address = tab.url();
        show("about:blank");
        show(address);
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(1);
        assertThat(tab.locator("#filter-q").inputValue()).isEqualTo(fixture.instance(7));
    }

    @Test
    void showsAFewAtATime() {
        show(page);
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(50);

        tab.locator("#pages button", new Page.LocatorOptions().setHasText("Next")).click();

        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(INSTANCES - 50);
    }

    @Test
    void showsAnInstanceAndTakesWhatItIsCalledForText() {
        show(page);
        tab.locator("#filter-q").fill(fixture.instance(0));
        tab.locator("#instances tbody a").click();
        tab.waitForSelector("#instance-title");

        assertThat(tab.locator("#instance-title").innerText()).isEqualTo(HOSTILE);
        assertThat(tab.locator("#instance td").allInnerTexts()).contains(HOSTILE);
        assertThat(tab.locator("main img, main b").count()).isZero();
        assertThat(tab.title()).isNotEqualTo("taken");
        assertThat(tab.locator("#instance canvas").getAttribute("aria-label"))
                .contains("24 backups and 4 restorations");
        picture("instance");
        tab.goBack();
        tab.waitForSelector("#overview:not([hidden])");
    }

    @Test
    void linksToTheSameAsCsv() throws Exception {
        show(page);
        Download file = tab.waitForDownload(() -> link("report_rpo_status as CSV").click());

        assertThat(file.suggestedFilename()).isEqualTo("report_rpo_status.csv");
        assertThat(Files.readAllLines(file.path())).hasSize(INSTANCES + 1);
    }

    @Test
    void fitsAPhoneAndTheDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                context.close();
                open(scheme, width);
                show(page);
                assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
                picture("page-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
            }
        }
    }

    @Test
    void opensAsAFileWithoutAnyServer() throws Exception {
        Path file = Files.createTempDirectory("report").resolve("report.html");
        Reports reports = new Reports(fixture.database().dataSource(), fixture.database().dialect());
        new ReportFile(
                new ReportApi(reports, new InstanceReport(new JdbcTemplate(fixture.database().dataSource()), reports,
                        fixture.clock())),
                fixture.clock()).write(file);
        context.setOffline(true);

        show(file.toUri().toString());

        assertThat(tab.locator("#overview").innerText()).doesNotContain("cannot be shown");
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(50);
        Download csv = tab.waitForDownload(() -> link("report_restore_evidence as CSV").click());
        assertThat(Files.readAllLines(csv.path())).hasSizeGreaterThan(4 * INSTANCES);
        show(file.toUri() + "#/instance/" + fixture.instance(0));
        assertThat(tab.locator("#instance-title").innerText()).isEqualTo(HOSTILE);
    }

    private void open(ColorScheme scheme, int width) {
        context = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme)
                .setViewportSize(width, 900));
        context.setDefaultTimeout(LONGEST_MILLIS);
        tab = context.newPage();
        tab.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
    }

    private void show(String address) {
        tab.navigate(address);
        if (!address.startsWith("about:")) {
            tab.waitForSelector("html[data-ready]", new Page.WaitForSelectorOptions()
                    .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        }
    }

    private Locator link(String label) {
        return tab.locator("a[aria-label=\"" + label + "\"]");
    }

    private List<String> names() {
        return tab.locator("#instances tbody th a").allInnerTexts();
    }

    private void picture(String name) {
        tab.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve))
                .filter(Files::isExecutable).findFirst();
    }
}
