package io.github.dcssync.app;

import io.github.dcssync.settings.OperatorFiles;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.apache.camel.spi.FactoryFinderResolver;
import org.jspecify.annotations.Nullable;

/** Camel's own main with a context that starts sooner. */
final class CamelMain extends Main {

    private final OperatorFiles files;
    private final boolean isSeen;

    /**
     * @param files  the routes among them
     * @param isSeen whether there are MBeans and consoles, for tools
     */
    CamelMain(OperatorFiles files, boolean isSeen) {
        this.files = files;
        this.isSeen = isSeen;
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = new QuickContext(isSeen);
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }

    /** Reads all files before they are read, for the beans that the settings of Camel's parts may name. */
    @Override
    protected void modelineRoutes(CamelContext context) throws Exception {
        String pattern = mainConfigurationProperties.getRoutesIncludePattern();
        if (!RouteFiles.pattern(files).equals(pattern) || RouteFiles.mayHaveBeans(files)) {
            super.modelineRoutes(context);
        }
    }

    @Override
    protected void configureRoutes(CamelContext context) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        UniqueIds ids = new UniqueIds();
        model.addModelLifecycleStrategy(ids);
        try {
            super.configureRoutes(context);
        } catch (RuntimeCamelException | IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // The reader's own, which says in which file and line.
            throw new RuntimeCamelException(e.getMessage(), e);
        } finally {
            model.removeModelLifecycleStrategy(ids);
        }
    }

    private static final class QuickContext extends DefaultCamelContext {

        private final boolean isSeen;

        private QuickContext(boolean isSeen) {
            // What Main sets up further builds it.
            super(false);
            this.isSeen = isSeen;
            if (!isSeen) {
                disableJMX();
            }
        }

        @Override
        protected @Nullable DevConsoleRegistry createDevConsoleRegistry() {
            return isSeen ? super.createDevConsoleRegistry() : null;
        }

        @Override
        protected FactoryFinderResolver createFactoryFinderResolver() {
            return new ServiceFinders();
        }
    }
}
