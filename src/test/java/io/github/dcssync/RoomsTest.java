package io.github.dcssync;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rooms of the house, and which doors between them stay shut. */
class RoomsTest {

    private static final String HOUSE = "io.github.dcssync.";
    private static final Path HOME = Path.of("src/main/java/io/github/dcssync");
    private static final Path TESTS = Path.of("src/test/java/io/github/dcssync");
    private static final Pattern OURS =
            Pattern.compile("(?m)^import (?:static )?io\\.github\\.dcssync\\.(\\w+)\\.(\\w+)");
    /** The tests of {@code routes/} look into the bundle, which lets nobody in but its own room. */
    private static final Set<Path> OF_ROUTES =
            Set.of(Path.of("app/RouteTestSupport.java"), Path.of("routes/RouteCoverage.java"));
    private static final String[] ROOMS_OF_SQL = {HOUSE + "store..", HOUSE + "report..", HOUSE + "database.."};
    private static final Pattern STATEMENT =
            Pattern.compile("\"(select [a-z0-9_.*(), ]+ from|insert into|update [a-z_]+ set"
                    + "|delete from|merge into|drop all|create table|alter table)\\b");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.github.dcssync");

    @Test
    void doNotNeedEachOtherInACircle() {
        slices().matching(HOUSE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "paging", "record", "rule", "table", "operation", "store", "lease", "monitor",
        "protection",
        "secret", "database", "client", "identity", "replay", "report", "demo", "simulator", "command", "thread", "tls",
        "logging"})
    void knowNoCamelWhereItIsNotTheirBusiness(String room) {
        noClasses().that().resideInAPackage(HOUSE + room + "..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.camel..").check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"paging", "record", "rule", "table", "secret", "client", "api", "identity", "http", "web",
                "replay",
                "demo", "simulator", "check", "logging"})
    void knowNoSqlWhereItIsNotTheirBusiness(String room) {
        noClasses().that().resideInAPackage(HOUSE + room + "..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..").check(CLASSES);
    }

    /** Elsewhere a statement stands in a file below {@code sql/}, which {@code database.Statements} runs. */
    @Test
    void sayNoSqlButInThoseThatMakeUpStatements() throws IOException {
        noClasses().that().resideOutsideOfPackages(ROOMS_OF_SQL).should()
                .callMethodWhere(target(owner(assignableTo(JdbcOperations.class)))
                        .or(target(owner(assignableTo(NamedParameterJdbcOperations.class))))
                        .or(target(owner(assignableTo(JdbcClient.class))))
                        .or(target(owner(assignableTo(Statement.class))))
                        .or(target(owner(assignableTo(Connection.class)))
                                .and(target(nameMatching("prepare.*|createStatement")))))
                .check(CLASSES);
        try (Stream<Path> files = Files.walk(HOME)) {
            assertThat(files.filter(file -> Files.isRegularFile(file) && !isOfSql(file))).hasSizeGreaterThan(200)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(STATEMENT));
        }
    }

    private static boolean isOfSql(Path file) {
        return Stream.of(ROOMS_OF_SQL).anyMatch(room -> (HOUSE + HOME.relativize(file).getName(0) + "..").equals(room));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "table", "secret", "simulator", "thread", "tls"})
    void needNothingOfTheHouseWhereTheyStandAlone(String room) {
        classes().that().resideInAPackage(HOUSE + room + "..").should().onlyDependOnClassesThat(
                resideInAPackage(HOUSE + room + "..").or(resideOutsideOfPackage("io.github.dcssync..")))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "client", "command", "database", "demo", "identity", "lease", "logging",
        "monitor",
        "operation", "paging", "protection", "record", "replay", "report", "rule", "secret", "simulator", "store",
        "table", "thread", "tls"})
    void sayWhereNullMayBe(String room) throws ClassNotFoundException {
        assertThat(Class.forName(HOUSE + room + ".package-info")).hasAnnotation(NullMarked.class);
    }

    /** Any other would end for good, and without a word, with the first that it does not expect. */
    @Test
    void repeatNothingButByTheOneTimerThatGoesOn() {
        noClasses().that().resideOutsideOfPackage(HOUSE + "thread..").should()
                .callMethodWhere(target(nameMatching("scheduleAtFixedRate|scheduleWithFixedDelay|setPeriodic")))
                .orShould().dependOnClassesThat().areAssignableTo(Timer.class).check(CLASSES);
    }

    /** Whoever looks for a class by its name finds that one. */
    @Test
    void haveEachClassOfANameOnce() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName).filter(name -> name.matches("\\w+")))
                .hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    /** What tests of several rooms share stands in {@code testkit}. */
    @Test
    void lendEachOtherNothingForTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(200)
                    .allSatisfy(file -> assertThat(borrowed(file)).isEmpty());
        }
    }

    private static List<Path> borrowed(Path file) throws IOException {
        return OURS.matcher(Files.readString(file)).results()
                .map(used -> Path.of(used.group(1), used.group(2) + ".java"))
                .filter(used -> !used.startsWith("testkit") && !file.startsWith(TESTS.resolve(used).getParent())
                        && !OF_ROUTES.contains(used) && Files.exists(TESTS.resolve(used)))
                .toList();
    }

    @Test
    void areNotEnteredFromBelow() {
        noClasses().that().resideOutsideOfPackages("io.github.dcssync", HOUSE + "command..").should()
                .dependOnClassesThat().resideInAPackage(HOUSE + "command..").check(CLASSES);
    }

    @Test
    void sayWhatTheyAreForAndWhatTheyMustNotKnow() throws IOException {
        List<Path> rooms;
        try (Stream<Path> entries = Files.list(HOME)) {
            rooms = entries.filter(Files::isDirectory).toList();
        }
        assertThat(rooms).isNotEmpty().allSatisfy(room -> assertThat(room.resolve("package-info.java")).content()
                .as(room.toString()).containsPattern("(?s)/\\*\\*.+\\. .+\\.\\s+\\*/"));
    }
}
