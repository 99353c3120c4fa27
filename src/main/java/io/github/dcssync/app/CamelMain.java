package io.github.dcssync.app;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.FactoryFinderResolver;

/** Camel's own main with a context that starts sooner. */
final class CamelMain extends Main {

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = new QuickContext();
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }

    private static final class QuickContext extends DefaultCamelContext {

        private QuickContext() {
            // What Main sets up further builds it.
            super(false);
        }

        @Override
        protected FactoryFinderResolver createFactoryFinderResolver() {
            return new ServiceFinders();
        }
    }
}
