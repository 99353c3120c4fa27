package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of an answer, before the rest is read. That they are the same as those of the whole {@link Answers} sees. */
class RecordKeyReaderTest {

    private static final ObjectMapper MAPPER = PageReader.mapper(ListKind.BACKUP);

    @Test
    void readsTheWholeAnswerOnceAndOnlyWhenARecordIsAskedWhatItSays() {
        List<byte[]> read = new ArrayList<>();
        RecordKeyReader reader = new RecordKeyReader(ListKind.BACKUP, MAPPER, answer -> {
            read.add(answer);
            return MAPPER.readValue(answer, Page.class);
        });
        byte[] answer = bytes("{'total_num':7,'backup_record_response':[{'backup_id':'a','status':'succeed'},"
                + "{'remark':{'backup_id':'c'},'backup_id':'b','size':[1,2],'status':'failed'}]}");

        Page page = reader.read(answer);

        assertThat(page.keys()).containsExactly("a", "b");
        assertThat(page.total()).isEqualTo(7);
        assertThat(page.checksum()).isEqualTo(AnswerChecksum.of(answer));
        assertThat(page.rows()).allSatisfy(row -> assertThat(row.characters()).isEqualTo(answer.length / 2));
        assertThat(read).isEmpty();
        assertThat(page.rows()).extracting(row -> row.value(ListKind.BACKUP, "status"))
                .containsExactly("succeed", "failed");
        assertThat(page.rows()).extracting(Row::characters).containsExactly(7L,
                6L + "{\"remark\":{\"backup_id\":\"c\"},\"size\":[1,2]}".length());
        assertThat(read).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{'backup_record_response':[]}", "{'backup_record_response':{}}",
        "{'backup_record_response':[{'backup_id':'a'}],'error_code':'DCS.4000'}",
        "{'backup_record_response':[{'backup_id':'a'}],'backup_record_response':[{'backup_id':'b'}]}",
        "{'backup_record_response':[{'backup_id':'a'}]} {}", "{'backup_record_response':[{'backup_id':'a'}",
        "{'backup_record_response':[{'backup_id':'a'},{}]}", "{'backup_record_response':[{'backup_id':'a'},1]}",
        "{'backup_record_response':[{'backup_id':1}]}", "{'backup_record_response':[{'backup_id':' a'}]}",
        "{'backup_record_response':[{'backup_id':'a','remark':'\\q'}]}"})
    void leavesWhatIsOddToTheReaderOfWholeAnswers(String answer) {
        assertThat(new RecordKeyReader(ListKind.BACKUP, MAPPER).read(bytes(answer))).isNull();
    }

    @Test
    void leavesRecordsThatMayBeTooLongAndAnswersThatAreNotInUtf8() {
        String remark = "x".repeat(200_000);
        String answer = "{'backup_record_response':[{'backup_id':'a','remark':'" + remark + "'}]}";
        RecordKeyReader reader = new RecordKeyReader(ListKind.BACKUP, MAPPER);

        assertThat(reader.read(bytes(answer))).isNull();
        assertThat(reader.read(bytes(answer.replace(remark, "x")))).isNotNull();
        assertThat(reader.read(answer.replace(remark, "x").replace('\'', '"').getBytes(StandardCharsets.UTF_16BE)))
                .isNull();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
