package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinderResolver;
import org.apache.camel.spi.FactoryFinder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFindersTest {

    @ParameterizedTest
    @CsvSource({"component/, direct", "component/, quartz", "component/, none", "language/, simple",
        "dataformat/, json",
        "configurer/, direct-component", "configurer/, none-component", "'', properties-component-factory",
        "'', exchange-factory", "none/, none"})
    void findWhatCamelsOwnFind(String folder, String name) {
        String path = FactoryFinder.DEFAULT_PATH + folder;
        FactoryFinder camels =
                new DefaultFactoryFinderResolver().resolveFactoryFinder(new DefaultClassResolver(), path);
        FactoryFinder ours = new ServiceFinders().resolveFactoryFinder(new DefaultClassResolver(), path);
        FactoryFinder atBoot = new ServiceFinders().resolveBootstrapFactoryFinder(new DefaultClassResolver(), path);

        assertThat(ours.findClass(name)).isEqualTo(camels.findClass(name));
        assertThat(ours.findOptionalClass(name)).isEqualTo(camels.findOptionalClass(name));
        assertThat(atBoot.findClass(name)).isEqualTo(camels.findClass(name));
        ours.clear();
        assertThat(ours.findClass(name)).isEqualTo(camels.findClass(name));
        // The next context asks nobody again.
        assertThat(new ServiceFinders().resolveFactoryFinder(new DefaultClassResolver(), path)).isSameAs(ours);
    }
}
