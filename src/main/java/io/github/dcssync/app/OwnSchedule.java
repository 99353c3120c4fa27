package io.github.dcssync.app;

import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;

/** Quartz in this process alone, with a thread for each trigger: a sync works in it until it ends. */
final class OwnSchedule {

    private OwnSchedule() {
    }

    /** Has the routes of a context use this schedule; to be called before they are started. */
    static void addTo(CamelContext context, int triggers) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(Math.max(1, triggers)));
        // Quartz's own file says so, which is not read when there are properties: a tick that is late is not lost.
        properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
        QuartzComponent quartz = new QuartzComponent();
        quartz.setEnableJmx(false);
        quartz.setProperties(properties);
        context.addComponent("quartz", quartz);
    }
}
