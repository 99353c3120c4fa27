package io.github.dcssync.bench.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.database.JdbcBatchItemWriter;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A job of Spring Batch with a flow for each thread: chunks of a thousand, batches that the driver rewrites. */
final class SpringBatch {

    private static final int INSTANCES_A_PAGE = 1000;
    private static final int CHUNK = 1000;

    private final Job job;
    private final HikariDataSource pool;
    private final JdbcTransactionManager transactions;
    private final JobRepository repository;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SpringBatch(Job job, HikariDataSource pool) throws Exception {
        this.job = job;
        this.pool = pool;
        this.transactions = new JdbcTransactionManager(pool);
        JobRepositoryFactoryBean factory = new JobRepositoryFactoryBean();
        factory.setDataSource(pool);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        this.repository = factory.getObject();
    }

    /** @param arguments a {@link Job} whose database has the tables of Spring Batch, too */
    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(job.url() + "&reWriteBatchedInserts=true");
            pool.setMaximumPoolSize(job.threads() + 1);
            new SpringBatch(job, pool).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        List<String> instances = instances();
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < Math.min(job.threads(), instances.size()); i++) {
            List<String> share = new ArrayList<>();
            for (int place = i; place < instances.size(); place += job.threads()) {
                share.add(instances.get(place));
            }
            flows.add(new FlowBuilder<SimpleFlow>("share-" + i)
                    .start(step("backups-" + i, Table.BACKUPS, share,
                            "/v1.0/%s/instances/%s/backups?start=%d&limit=100",
                            1))
                    .next(step("restores-" + i, Table.RESTORES, share,
                            "/v2/%s/instances/%s/restores?offset=%d&limit=1000", 0))
                    .build());
        }
        Flow all = new FlowBuilder<SimpleFlow>("all").split(new SimpleAsyncTaskExecutor())
                .add(flows.toArray(Flow[]::new)).build();
        TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
        launcher.setJobRepository(repository);
        launcher.afterPropertiesSet();
        JobExecution done = launcher.run(new JobBuilder("copy", repository).start(all).end().build(),
                new JobParametersBuilder().addLong("time", System.nanoTime()).toJobParameters());
        if (done.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(done.toString(), done.getAllFailureExceptions().get(0));
        }
    }

    private List<String> instances() throws Exception {
        List<String> all = new ArrayList<>();
        JsonNode page;
        do {
            page = BatchReader.get(http, job.endpoint() + "/v2/" + job.project() + "/instances?offset=" + all.size()
                    + "&limit=" + INSTANCES_A_PAGE).path("instances");
            page.forEach(instance -> all.add(instance.path("instance_id").asText()));
        } while (page.size() == INSTANCES_A_PAGE);
        return all;
    }

    private Step step(String name, Table table, List<String> instances, String target, int first) {
        BatchUpsert upsert = new BatchUpsert(table);
        JdbcBatchItemWriter<BatchReader.Item> writer = new JdbcBatchItemWriterBuilder<BatchReader.Item>()
                .dataSource(pool).sql(upsert.sql()).assertUpdates(false)
                .itemPreparedStatementSetter((item, row) -> upsert.set(row, item.instance(), item.values())).build();
        writer.afterPropertiesSet();
        return new StepBuilder(name, repository).<BatchReader.Item, BatchReader.Item>chunk(CHUNK, transactions)
                .reader(new BatchReader(http, table, instances, (instance, received) -> job.endpoint()
                        + target.formatted(job.project(), instance, first + received)))
                .writer(writer).build();
    }
}
