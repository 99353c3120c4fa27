package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedExitCodesTest {

    @Test
    void areThoseOfTheProgram() throws IllegalAccessException {
        List<String> codes = new ArrayList<>();
        for (Field field : ExitCode.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add(String.valueOf(field.getInt(null)));
            }
        }
        assertThat(Document.page("commands").rows("exit code").stream().map(cells -> cells.get(0)))
                .containsExactlyElementsOf(codes);
    }
}
