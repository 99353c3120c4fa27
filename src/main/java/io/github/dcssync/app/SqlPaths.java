package io.github.dcssync.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.ResourceHelper;

/**
 * Fills the parameters of the statements in {@code sql/}, each a path as {@code :#${variable.run.id}}. Camel itself asks
 * the database how many there are, each time, and reads the statement and the message's body anew for each of them,
 * which takes some 40 µs a row.
 */
final class SqlPaths implements EndpointStrategy {

    private static final String OURS = "classpath:sql/";
    /** As the file has it, or as Camel gives it: with its own mark for a parameter. */
    private static final Pattern PARAMETER = Pattern.compile(":[#?]\\$\\{([^}]+)}");

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof SqlEndpoint sql && sql.getQuery().startsWith(OURS)) {
            PathParameters parameters = new PathParameters(text(sql));
            sql.setParametersCount(parameters.paths.size());
            sql.setPrepareStatementStrategy(parameters);
        }
        return endpoint;
    }

    private static String text(SqlEndpoint sql) {
        try (InputStream file = ResourceHelper.resolveMandatoryResourceAsInputStream(sql.getCamelContext(),
                sql.getQuery())) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one statement. */
    private static final class PathParameters extends DefaultSqlPrepareStatementStrategy {

        private final List<PropertyPath> paths;
        private volatile String prepared;

        private PathParameters(String text) {
            paths = PARAMETER.matcher(text).results().map(path -> new PropertyPath(path.group(1))).toList();
        }

        @Override
        public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) {
            if (prepared == null) {
                prepared = PARAMETER.matcher(query).replaceAll("?");
            }
            return prepared;
        }

        /** @param row the body, or of a batch the row whose turn it is */
        @Override
        public Iterator<?> createPopulateIterator(String query, String preparedQuery, int expectedParams,
                Exchange exchange, Object row) {
            return paths.stream().map(path -> path.of(exchange, row)).iterator();
        }
    }
}
