package io.github.dcssync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TrainingTest {

    @Test
    void showsTheProgramAndEachDriverThatADemoDoesNotUse() throws Exception {
        assertThat(Training.WHOLE).contains(Main.class.getName());
        for (Driver driver : ServiceLoader.load(Driver.class)) {
            String name = driver.getClass().getName();
            if (!name.startsWith("org.h2.")) {
                assertThat(Training.WHOLE).contains(name);
            }
        }
        for (String name : Training.WHOLE) {
            assertThat(Class.forName(name).getProtectionDomain().getCodeSource()).isNotNull();
        }
    }
}
