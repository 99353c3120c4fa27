package io.github.dcssync.app;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/**
 * Where Camel finds which class does what: in files of its libraries. All contexts of a process have the same, which are
 * looked for once. Camel's own finders ask five times over for each file that is not there, and through all libraries.
 */
final class ServiceFinders implements FactoryFinderResolver {

    private static final Map<String, FactoryFinder> FINDERS = new ConcurrentHashMap<>();

    @Override
    public FactoryFinder resolveFactoryFinder(ClassResolver classResolver, String resourcePath) {
        return FINDERS.computeIfAbsent(resourcePath, LastingFinder::new);
    }

    @Override
    public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classResolver, String resourcePath) {
        return resolveFactoryFinder(classResolver, resourcePath);
    }

    /** Those below one folder. */
    private static final class LastingFinder extends DefaultFactoryFinder {

        private LastingFinder(String resourcePath) {
            super(new OneClassPath(), resourcePath);
        }

        /** Others look here, too. */
        @Override
        public void clear() {
            // What is found stays found.
        }
    }

    /** The program and its libraries are on the one class path that there is. */
    private static final class OneClassPath extends DefaultClassResolver {

        private static final ClassLoader LOADER = ServiceFinders.class.getClassLoader();

        @Override
        public InputStream loadResourceAsStream(String uri) {
            return LOADER.getResourceAsStream(uri);
        }
    }
}
