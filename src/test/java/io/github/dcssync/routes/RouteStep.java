package io.github.dcssync.routes;

import io.github.dcssync.testkit.RouteFile;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A step of a route, a template or a configuration, by where it stands.
 *
 * @param file   the file's name
 * @param line   of its EIP's name, from 1
 * @param within the line in which what it is told begins, from 0 as Camel counts: the line of its name, or one near it
 * @param name   its EIP's name
 */
record RouteStep(String file, int line, int within, String name) {

    /** Camel counts what it surrounds, and not itself. */
    private static final String NOT_COUNTED = "policy";

    /** All steps of all files, of every depth, that Camel counts. */
    static List<RouteStep> all() {
        List<RouteStep> steps = new ArrayList<>();
        for (RouteFile file : RouteFile.all()) {
            collect(file.name(), new Compose(LoadSettings.builder().build()).composeString(file.text()).orElseThrow(),
                    steps);
        }
        return steps.stream().filter(step -> !step.name().equals(NOT_COUNTED)).toList();
    }

    /** Where Camel says that it is. */
    String place() {
        return file + ":" + within;
    }

    private static void collect(String file, Node node, List<RouteStep> steps) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (text(tuple.getKeyNode()).equals("steps")) {
                    ((SequenceNode) tuple.getValueNode()).getValue()
                            .forEach(step -> steps.add(step(file, (MappingNode) step)));
                }
                collect(file, tuple.getValueNode(), steps);
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(file, item, steps));
        }
    }

    private static RouteStep step(String file, MappingNode step) {
        NodeTuple only = step.getValue().get(0);
        return new RouteStep(file, lineOf(only.getKeyNode()) + 1, lineOf(only.getValueNode()), text(only.getKeyNode()));
    }

    private static String text(Node key) {
        return ((ScalarNode) key).getValue();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().orElseThrow().getLine();
    }

    @Override
    public String toString() {
        return "routes/" + file + ":" + line + " " + name;
    }
}
