package io.github.dcssync.bench.contender;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.model.SplitDefinition;

/** The routes that one would write first: split each page, and run a statement with named parameters a record. */
final class NaiveCamel extends RouteBuilder {

    private static final int INSTANCES_A_PAGE = 1000;
    private static final int BACKUPS_A_PAGE = 100;
    private static final int RESTORES_A_PAGE = 1000;

    private final Job job;

    private NaiveCamel(Job job) {
        this.job = job;
    }

    /** @param arguments a {@link Job} */
    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(job.url());
            pool.setMaximumPoolSize(job.threads());
            Main main = new Main();
            main.bind("dataSource", pool);
            main.configure().addRoutesBuilder(new NaiveCamel(job));
            main.start();
            main.getCamelTemplate().requestBody("direct:instances", "");
            main.stop();
        }
        System.exit(0);
    }

    @Override
    public void configure() {
        list("instances", job.endpoint() + "/v2/" + job.project() + "/instances?offset=${variable.position}", 0,
                INSTANCES_A_PAGE, "instances", "instance_num", "direct:instance", true);
        from("direct:instance").setVariable("instance", simple("${body[instance_id]}"))
                .to("direct:backups").to("direct:restores");
        String lists = job.project() + "/instances/${variable.instance}";
        list("backups", job.endpoint() + "/v1.0/" + lists + "/backups?start=${variable.position}", 1, BACKUPS_A_PAGE,
                "backup_record_response", "total_num", "sql:" + upsert(Table.BACKUPS), false);
        list("restores", job.endpoint() + "/v2/" + lists + "/restores?offset=${variable.position}", 0,
                RESTORES_A_PAGE, "restore_record_response", "total_num", "sql:" + upsert(Table.RESTORES), false);
    }

    /** A route that gives each element of each page to another. */
    private void list(String name, String uri, int first, int limit, String array, String count, String target,
            boolean isParallel) {
        SplitDefinition split = from("direct:" + name)
                .setVariable("position", constant(first)).setVariable("end", constant(Integer.MAX_VALUE))
                .loopDoWhile(simple("${variable.position} < ${variable.end}"))
                .removeHeaders("*").setBody(simple("${null}"))
                .toD(uri + "&limit=" + limit)
                .unmarshal().json()
                .setVariable("end", simple("${body[" + count + "]}", Integer.class))
                .process(exchange -> turnPage(exchange, first, array))
                .split(simple("${body[" + array + "]}")).stopOnException();
        if (isParallel) {
            split.executorService(getContext().getExecutorServiceManager().newFixedThreadPool(this, name,
                    job.threads()));
        }
        split.to(target).end().end();
    }

    private static void turnPage(Exchange exchange, int first, String array) {
        int size = exchange.getMessage().getBody(Map.class).get(array) instanceof List<?> list ? list.size()
                : 0;
        exchange.setVariable("position", exchange.getVariable("position", int.class) + size);
        exchange.setVariable("end", exchange.getVariable("end", int.class) + first);
    }

    private static String upsert(Table table) {
        return table.upsert("values (:#${variable.instance}, " + table.fields().stream()
                .map(NaiveCamel::parameter).collect(Collectors.joining(", ")) + ")");
    }

    private static String parameter(Table.Field field) {
        return field.type() == ColumnType.KEY ? ":#" + field.name()
                : "cast(:#" + field.name() + " as " + field.type().postgres() + ")";
    }
}
