package io.github.dcssync.app;

import io.github.dcssync.schedule.JobThreads;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;

/** Quartz in this process alone. */
final class OwnSchedule {

    private OwnSchedule() {
    }

    /** Has the routes of a context use this schedule; to be called before they are started. */
    static void addTo(CamelContext context) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.threadPool.class", JobThreads.class.getName());
        // Quartz's own file says so, which is not read when there are properties: a tick that is late is not lost.
        properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
        QuartzComponent quartz = new QuartzComponent();
        quartz.setEnableJmx(false);
        quartz.setProperties(properties);
        context.addComponent("quartz", quartz);
    }
}
