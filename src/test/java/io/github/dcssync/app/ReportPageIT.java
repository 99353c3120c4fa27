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
import com.microsoft.playwright.options.Media;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Reports;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.web.ReportApi;
import io.github.dcssync.web.ReportFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
    /** CSS pixels that a page of A4 has between its margins. */
    private static final int PAPER = 720;
    private static final String HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>bold</b>";
    private static final int INSTANCES = 60;
    private static final int LATE = 6;
    private static final int WATCHED = 7;
    private static final YearMonth LAST_MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    private static final double LONGEST_MILLIS = 300_000;

    private static Playwright playwright;
    private static Browser browser;
    private static SyncFixture fixture;
    private static String page;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page tab;
    private int clicks;

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
        tellStories(jdbc);
        page = fixture.bundle().page().orElseThrow().toString();
    }

    /** A day ago all was well; by the database's clock, which the views go by. */
    private static void tellStories(JdbcTemplate jdbc) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        jdbc.update("update instance_sync set completed_at = ?", now);
        jdbc.update("update backup_record set created_at = ? where instance_id <> ?", now.minusHours(2),
                fixture.instance(LATE));
        jdbc.update("update backup_record set created_at = ? where instance_id = ?", now.minusDays(3),
                fixture.instance(LATE));
        jdbc.update("insert into backup_record (instance_id, backup_id, source, status, error_code, created_at,"
                + " first_seen_at, changed_at) values (?, 'refused', 'default', 'failed', 'dcs.08.0004', ?, ?, ?)",
                fixture.instance(LATE), now.minusHours(1), now, now);
        jdbc.update("update dcs_instance set first_seen_at = ? where instance_id = ?",
                LAST_MONTH.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC), fixture.instance(WATCHED));
        jdbc.update("insert into backup_record (instance_id, backup_id, source, status, created_at, first_seen_at,"
                + " changed_at) values (?, 'tenth', 'default', 'succeed', ?, ?, ?)", fixture.instance(WATCHED),
                LAST_MONTH.atDay(10).atTime(4, 0).atOffset(ZoneOffset.UTC), now, now);
        jdbc.update(
                "insert into protection_policy (name, match_pattern, rpo_minutes, rto_minutes, drill_days, position)"
                        + " values ('gold', 'x', 1440, 60, 30, 7)");
        jdbc.update("update operation_failure set operation_at = ?", now.minusHours(1));
        jdbc.update("update dcs_instance set policy = 'gold' where instance_id in (?, ?)", fixture.instance(LATE),
                fixture.instance(WATCHED));
        jdbc.update("update restore_record set created_at = ?, status = 'succeed', error_code = null"
                + " where instance_id = ?", now.minusDays(5), fixture.instance(WATCHED));
        String run = jdbc.queryForObject("select run_id from sync_run", String.class);
        jdbc.update("update sync_run set started_at = ?", now.minusDays(1));
        jdbc.update("insert into record_change (run_id, record_type, instance_id, record_id, field, old_value,"
                + " new_value, observed_at) values (?, 'backup', ?, 'tenth', 'status', 'backuping', 'succeed', ?)", run,
                fixture.instance(WATCHED), now.minusDays(1));
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
        for (String block : List.of("work", "failures", "instances", "restores", "sources", "runs", "changes")) {
            assertThat(tab.locator("#" + block + " tbody tr").count())
                    .as(block + ": " + tab.locator("#" + block).innerText())
                    .isPositive();
        }
        assertThat(tab.locator("#overview").innerText()).doesNotContain("cannot be shown");
        assertThat(tab.locator("#as-of").innerText()).startsWith("default as of 20");
        assertThat(tab.locator("#months li").count()).isEqualTo(2);
        assertThat(tab.locator("#instances svg.days").count()).isEqualTo(50);
    }

    @Test
    void sortsFiltersAndKeepsBothInTheAddress() {
        show(page);
        tab.locator("#instances th button", having("Instance")).click();
        settle();
        List<String> up = names();
        tab.locator("#instances th button", having("Instance")).click();
        settle();
        assertThat(tab.locator("#instances th[aria-sort]").getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(names().get(0)).isNotEqualTo(up.get(0));

        settle();
        search(fixture.instance(7));
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(1);
        String address = tab.url();
        show("about:blank");
        show(address);
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(1);
        assertThat(tab.locator("#filter-q").inputValue()).isEqualTo(fixture.instance(7));
    }

    /** The questions of somebody who has never seen the page, each with the clicks that lead to its answer. */
    @Test
    void answersAColdReaderWithinThreeClicks() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        show(page);
        Locator late = tab.locator("#work tr", having(fixture.instance(LATE))).first();
        assertThat(late.innerText()).as("Which instances would lose more than a day now?")
                .contains("No young enough backup");
        assertThat(late.locator("time").getAttribute("datetime")).as("Since when?")
                .startsWith(now.minusDays(3).toLocalDate().toString());
        assertThat(late.innerText()).as("Whose fault is it?").contains("dcs.08.0004", "cloud administrator");
        assertThat(late.locator("td").last().innerText()).as("What is to be done first?").hasSizeGreaterThan(10);
        assertThat(tab.locator("#as-of").innerText()).as("Is the data itself to be trusted?")
                .contains("default as of", "fresh");
        assertThat(tab.locator("#changes").innerText()).as("What changed yesterday?")
                .contains("The status of the backup tenth changed from", "backuping");
        assertThat(tab.locator("#months li", having(monthName(LAST_MONTH))).innerText())
                .as("How many backups succeeded last month?").matches("(?s).*\\d+ succeeded, \\d+ failed.*");
        assertThat(tab.locator("#restores .tiles li", having("missed")).innerText())
                .as("How many restorations took too long?").startsWith("0");
        assertThat(clicks).as("clicks for what stands on the page").isZero();

        select("#drill-policy", "gold");
        tab.locator("#drills caption", having("When a backup of each")).waitFor();
        assertThat(tab.locator("#drills tbody tr").allInnerTexts()).as("When was each gold instance last restored?")
                .hasSize(2).anyMatch(row -> row.contains(fixture.instance(WATCHED))
                        && row.contains(now.minusDays(5).toLocalDate().toString()))
                .anyMatch(row -> row.contains(fixture.instance(LATE)));
        assertThat(clicks).isEqualTo(1);

        clicks = 0;
        select("#filter-range", LAST_MONTH.toString());
        search(fixture.instance(WATCHED));
        click(tab.locator("#instances tbody a"));
        tab.waitForSelector("#instance-title");
        assertThat(tab.locator("#instance td.none").count()).as("On which days of that month was no backup made?")
                .isEqualTo(LAST_MONTH.lengthOfMonth() - 1);
        assertThat(tab.locator("#instance td.made").innerText()).startsWith("10");
        assertThat(clicks).as("clicks, and a name to type").isEqualTo(2);
        picture("month");
    }

    @Test
    void asksForNoMoreInstancesThanItShows() {
        List<String> asked = new CopyOnWriteArrayList<>();
        tab.onRequest(request -> asked.add(request.url()));
        show(page + "#/?sort=instance_name&dir=desc");
        search("no such instance");
        assertThat(tab.locator("#instances").innerText()).isEqualTo("No instance matches these filters.");
        search("");
        click(tab.locator("#verdicts a.breach"));
        settle();

        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(1);
        assertThat(asked).filteredOn(address -> address.matches(".*report_(rpo_status|drill_due|worklist|stuck).*"))
                .hasSizeGreaterThan(5).allMatch(address -> address.matches(".*[?&](limit|group)=.*"));
        assertThat(asked).filteredOn(address -> address.contains("/api/calendar"))
                .allMatch(address -> address.replaceAll(".*instances=|&.*", "").split(",").length <= 50);
    }

    @Test
    void showsOneSourceOrProjectInEveryBlock() {
        JdbcTemplate jdbc = new JdbcTemplate(fixture.database().dataSource());
        String project = jdbc.queryForObject("select min(project_id) from dcs_instance", String.class);
        jdbc.update("insert into dcs_instance (instance_id, source, project_id, name, first_seen_at, changed_at,"
                + " is_selected) values ('alone', 'other', 'p2', 'alone', ?, ?, true)",
                OffsetDateTime.now(ZoneOffset.UTC), OffsetDateTime.now(ZoneOffset.UTC));
        try {
            show(page);
            select("#filter-project", "p2");
            settle();
            assertThat(tab.url()).endsWith("#/?project=p2");
            assertThat(names()).containsExactly("alone");
            assertThat(tab.locator("#sources tbody th").allInnerTexts()).containsExactly("other");
            for (String block : List.of("failures", "restores", "runs", "changes", "days")) {
                assertThat(tab.locator("#" + block + " tbody tr").count()).as(block).isZero();
            }
            select("#filter-project", project);
            select("#filter-source", "default");
            settle();
            assertThat(tab.locator("#instances-count").innerText()).isEqualTo(INSTANCES + " of " + INSTANCES
                    + " instances");
            assertThat(tab.locator("#failures tbody tr").count()).isPositive();
        } finally {
            jdbc.update("delete from dcs_instance where instance_id = 'alone'");
        }
    }

    @Test
    void goesFromDayToDayWithTheKeyboard() {
        show(page + "#/?q=" + fixture.instance(WATCHED));
        Locator strip = tab.locator("#instances svg.days");
        strip.focus();
        String today = strip.getAttribute("aria-valuetext");
        strip.press("ArrowLeft");

        assertThat(today).startsWith(OffsetDateTime.now(ZoneOffset.UTC).toLocalDate() + ": ");
        assertThat(strip.getAttribute("aria-valuetext"))
                .startsWith(OffsetDateTime.now(ZoneOffset.UTC).toLocalDate().minusDays(1) + ": no backup was made");
        assertThat(strip.getAttribute("aria-label")).contains("60 days", "made", "none");
        assertThat(tab.locator("#instances .said").innerText()).isEqualTo(strip.getAttribute("aria-valuetext"));
    }

    @Test
    void holdsNobodyUp() throws Exception {
        String axe = new String(ReportPageIT.class.getResourceAsStream("/axe.min.js").readAllBytes(),
                StandardCharsets.UTF_8);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                context.close();
                open(scheme, width);
                // One row of the fleet is as all of them.
                for (String address : List.of(page + "#/?q=" + fixture.instance(WATCHED),
                        page + "#/instance/" + fixture.instance(WATCHED))) {
                    show("about:blank");
                    show(address);
                    picture((address.contains("instance/") ? "instance-" : "page-")
                            + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                    tab.evaluate(axe);
                    assertThat(tab.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                            + " 'wcag22aa', 'best-practice']}).then((found) => found.violations.map((one) => one.id + ': '"
                            + " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')).join('\\n'))"))
                            .as(address + " " + scheme + " " + width).isEqualTo("");
                    assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                            .isLessThanOrEqualTo(width);
                    assertThat(tab.evaluate("[...document.querySelectorAll('.scroll')].filter((each) =>"
                            + " each.scrollWidth > each.clientWidth + 1).map((each) => each.ariaLabel).join(', ')"))
                            .as("tables that are wider than their place at " + width).isEqualTo("");
                }
            }
        }
    }

    @Test
    void showsAFewAtATime() {
        show(page);
        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(50);

        tab.locator("#pages button", having("Next")).click();
        settle();

        assertThat(tab.locator("#instances tbody tr").count()).isEqualTo(INSTANCES - 50);
    }

    @Test
    void showsAnInstanceAndTakesWhatItIsCalledForText() {
        show(page);
        search(fixture.instance(0));
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
    void saysOnPaperWhatItIsAboutAndLeavesOutWhatOnlyAScreenCanDo() {
        show(page + "#/?source=default&range=" + LAST_MONTH);
        tab.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(tab.locator("#scope-said").innerText()).isEqualTo("Source default, " + LAST_MONTH.atDay(1) + " to "
                + LAST_MONTH.atEndOfMonth());
        assertThat(tab.locator("#instances caption").innerText()).startsWith("Instances 1 to 50 of " + INSTANCES);
        assertThat(tab.locator("form:visible, button:visible:not(th button), .links:visible").count()).isZero();
        assertThat(tab.locator("#instances svg.days:visible").count()).isEqualTo(50);
        picture("paper");
        tab.setViewportSize(PAPER, 1000);
        assertThat(tab.evaluate("document.documentElement.scrollWidth")).as("wide as paper").isEqualTo(PAPER);
        show(page + "#/instance/" + fixture.instance(0));
        tab.waitForSelector("#instance-title");
        assertThat(tab.locator("#instance-title").innerText()).isEqualTo(HOSTILE);
        assertThat(tab.evaluate("document.documentElement.scrollWidth")).as("the same of an instance").isEqualTo(PAPER);
    }

    @Test
    void linksToTheSameAsCsv() throws Exception {
        show(page);
        Download file = tab.waitForDownload(() -> link("report_rpo_status as CSV").click());

        assertThat(file.suggestedFilename()).isEqualTo("report_rpo_status.csv");
        assertThat(Files.readAllLines(file.path())).hasSize(INSTANCES + 1);
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
        assertThat(tab.locator("#instances svg.days").count()).isEqualTo(50);
        assertThat(tab.locator("#work tbody tr").count()).isPositive();
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

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static String monthName(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
    }

    private void click(Locator where) {
        clicks++;
        where.click();
    }

    private void select(String where, String value) {
        clicks++;
        tab.selectOption(where, value);
    }

    private void search(String text) {
        tab.locator("#filter-q").fill(text);
        settle();
    }

    /** Waits until nothing is on its way to the table of instances. */
    private void settle() {
        tab.waitForSelector("body:not(:has([aria-busy]))");
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
