package io.github.dcssync.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar with a component of Camel, {@code greet}, as an operator may have one. */
final class ComponentJar {

    private static final String SOURCE = """
            package house;

            import java.util.Map;
            import org.apache.camel.Consumer;
            import org.apache.camel.Endpoint;
            import org.apache.camel.Processor;
            import org.apache.camel.Producer;
            import org.apache.camel.support.DefaultComponent;
            import org.apache.camel.support.DefaultEndpoint;

            public class Greet extends DefaultComponent {
                protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                    return new DefaultEndpoint(uri, this) {
                        public Producer createProducer() {
                            return new org.apache.camel.support.DefaultProducer(this) {
                                public void process(org.apache.camel.Exchange exchange) {
                                }
                            };
                        }

                        public Consumer createConsumer(Processor processor) {
                            throw new UnsupportedOperationException();
                        }
                    };
                }
            }
            """;

    private ComponentJar() {
    }

    static void write(Path jar) throws IOException {
        Path classes = Files.createDirectories(jar.resolveSibling("classes"));
        Path source = Files.writeString(classes.resolve("Greet.java"), SOURCE);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
                classes.toString(), source.toString());
        if (failed != 0) {
            throw new IOException("The component cannot be compiled");
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("Greet", "Greet$1", "Greet$1$1")) {
                put(out, "house/" + name + ".class", Files.readAllBytes(classes.resolve("house/" + name + ".class")));
            }
            put(out, "META-INF/services/org/apache/camel/component/greet",
                    "class=house.Greet\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
