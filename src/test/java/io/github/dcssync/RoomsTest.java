package io.github.dcssync;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house, and which doors between them stay shut. */
class RoomsTest {

    private static final String HOUSE = "io.github.dcssync.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.github.dcssync");

    @Test
    void doNotNeedEachOtherInACircle() {
        slices().matching(HOUSE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "record", "rule", "table", "operation", "store", "lease", "monitor", "protection", "secret",
        "database", "client", "replay", "report", "demo", "simulator", "command"})
    void knowNoCamelWhereItIsNotTheirBusiness(String room) {
        noClasses().that().resideInAPackage(HOUSE + room + "..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.camel..").check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "record", "rule", "table", "secret", "client", "api", "http", "web", "replay", "demo",
        "simulator", "check", "logging"})
    void knowNoSqlWhereItIsNotTheirBusiness(String room) {
        noClasses().that().resideInAPackage(HOUSE + room + "..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..").check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "table", "secret", "simulator", "thread"})
    void needNothingOfTheHouseWhereTheyStandAlone(String room) {
        classes().that().resideInAPackage(HOUSE + room + "..").should().onlyDependOnClassesThat(
                resideInAPackage(HOUSE + room + "..").or(resideOutsideOfPackage("io.github.dcssync..")))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "command", "demo", "lease", "monitor", "operation", "paging", "protection", "record",
        "replay", "rule", "secret", "simulator", "table"})
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

    @Test
    void areNotEnteredFromBelow() {
        noClasses().that().resideOutsideOfPackages("io.github.dcssync", HOUSE + "command..").should()
                .dependOnClassesThat().resideInAPackage(HOUSE + "command..").check(CLASSES);
    }

    @Test
    void sayWhatTheyAreForAndWhatTheyMustNotKnow() throws IOException {
        Path house = Path.of("src/main/java/io/github/dcssync");
        List<Path> rooms;
        try (Stream<Path> entries = Files.list(house)) {
            rooms = entries.filter(Files::isDirectory).toList();
        }
        assertThat(rooms).isNotEmpty().allSatisfy(room -> assertThat(room.resolve("package-info.java")).content()
                .as(room.toString()).containsPattern("(?s)/\\*\\*.+\\. .+\\.\\s+\\*/"));
    }
}
