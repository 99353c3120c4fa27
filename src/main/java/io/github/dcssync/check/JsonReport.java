package io.github.dcssync.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.settings.SettingEntry;
import java.io.PrintWriter;
import java.util.List;

/**
 * Findings for programs: one JSON object on one line. {@code level} is that of the worst finding; {@code settings} and
 * {@code findings} are arrays of flat objects.
 */
public final class JsonReport implements CheckReport {

    private final PrintWriter out;
    private final ObjectNode root = JsonMapper.builder().build().createObjectNode();
    private final ArrayNode settings;
    private final ArrayNode findings;
    private Level worst = Level.OK;
    private String area;
    private String target;

    public JsonReport(PrintWriter out) {
        this.out = out;
        root.put("level", worst.toString());
        settings = root.putArray("settings");
        findings = root.putArray("findings");
    }

    @Override
    public void settings(List<SettingEntry> entries) {
        entries.forEach(entry -> settings.addObject().put("key", entry.key()).put("value", entry.value())
                .put("origin", entry.origin()));
    }

    @Override
    public void area(String newArea, String newTarget) {
        area = newArea;
        target = newTarget;
    }

    @Override
    public void finding(Finding finding) {
        if (finding.level().compareTo(worst) > 0) {
            worst = finding.level();
        }
        findings.addObject().put("area", area).put("target", target).put("subject", finding.subject())
                .put("level", finding.level().toString()).put("text", finding.text());
    }

    @Override
    public void end() {
        root.put("level", worst.toString());
        out.println(Printable.json(root.toString()));
        out.flush();
    }
}
