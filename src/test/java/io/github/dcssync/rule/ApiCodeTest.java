package io.github.dcssync.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCodeTest {

    @ParameterizedTest
    @CsvSource({
        // the gateway's three prefixes
        "APIG.0308, APIG.0308", "APIGW.0308, APIG.0308", "APIC.0308, APIG.0308", "apigw.0308, APIG.0308",
        // the older digits
        "111400002, DCS.4002", "111400017, DCS.4017", "111400104, DCS.4104", "111400800, DCS.4800",
        "111400857, DCS.4857", "111401001, DCS.1001", "111401004, DCS.1004", "111403002, DCS.3002",
        "111404001, DCS.4001", "111404022, DCS.3022", "111404023, DCS.4023", "111405001, DCS.5001",
        "111500000, DCS.5000", "111500078, DCS.5078", "111500104, DCS.5104",
        // as printed in some documents
        "DCS. 4855, DCS.4855", "' dcs.4096\u00a0', DCS.4096",
        // others stay
        "IAM.0012, IAM.0012", "1104, 1104", "CBC.99003651, CBC.99003651", "111999001, 111999001", "404, 404"})
    void knowsTheSpellingsOfACode(String written, String spelling) {
        assertThat(ApiCode.of(written).text()).isEqualTo(spelling);
    }

    @ParameterizedTest
    @CsvSource({"APIGW.0308, APIG", "111400002, DCS", "IAM.0012, IAM", "1104, IAM", "CBC.99003651, CBC", "404, ''"})
    void knowsTheFamilyOfACode(String written, String family) {
        assertThat(ApiCode.of(written).family()).isEqualTo(family);
    }

    @Test
    void tellsTheOlderIamCodesFromTheNewerOnesOfTheSameNumber() {
        assertThat(ApiCode.of("1104")).isNotEqualTo(ApiCode.of("IAM.1104"));
    }

    @Test
    void takesBlanksForNoCode() {
        assertThat(ApiCode.of(null)).isNull();
        assertThat(ApiCode.of(" \t")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DCS.4096", "APIGW.0308", "111400096", "1104", "IAM.*", "NEW-SERVICE.0001", "dcs. 4096"})
    void findsTheCodesWellFormedThatTheServiceMaySend(String code) {
        assertThat(ApiCode.isWellFormed(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "DCS", "DCS.", "DCS.40xx", "DCS.4*", "404", "211400096", "dcs.08.0001",
        "DCS,4096"})
    void findsOthersMalformed(String code) {
        assertThat(ApiCode.isWellFormed(code)).isFalse();
    }
}
