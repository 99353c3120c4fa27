package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Has a process take a wrong time for the right one, as one on a machine whose clock is off: a Java agent that turns what
 * the program, Camel and Quartz ask Java for to {@link ShiftedTime}. The program itself knows nothing of it.
 */
public final class WrongClock {

    private static final String SHIFTED = Type.getInternalName(ShiftedTime.class);
    private static final List<String> ASKERS = List.of("io/github/dcssync/", "org/quartz/", "org/apache/camel/");
    private static final Map<String, String> CALLS = Map.of("java/lang/System.currentTimeMillis", "()J",
            "java/time/Instant.now", "()Ljava/time/Instant;", "java/time/Clock.systemUTC", "()Ljava/time/Clock;");

    private WrongClock() {
    }

    /**
     * @param folder where the agent's jar is made, unless it has been
     * @return what Java has to be told for a clock that is off by so much
     */
    public static String options(Path folder, Duration shift) throws IOException {
        Path jar = folder.resolve("wrong-clock.jar");
        if (!Files.exists(jar)) {
            write(jar);
        }
        return "-javaagent:" + jar + " -Dtest.clock-shift=" + shift;
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", WrongClock.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH,
                ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> each : List.of(WrongClock.class, Turning.class, TurningClass.class, TurningMethod.class,
                    ShiftedTime.class)) {
                String name = Type.getInternalName(each) + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = WrongClock.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        }
    }

    /** What Java calls before the program. */
    public static void premain(String arguments, Instrumentation java) {
        java.addTransformer(new Turning());
    }

    private static final class Turning implements ClassFileTransformer {

        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] bytes) {
            if (name == null || name.equals(SHIFTED) || ASKERS.stream().noneMatch(name::startsWith)) {
                return null;
            }
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new TurningClass(writer), 0);
            return writer.toByteArray();
        }
    }

    private static final class TurningClass extends ClassVisitor {

        TurningClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                String[] exceptions) {
            return new TurningMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class TurningMethod extends MethodVisitor {

        TurningMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int code, String owner, String name, String descriptor, boolean isInterface) {
            if (descriptor.equals(CALLS.get(owner + "." + name))) {
                super.visitMethodInsn(code, SHIFTED, name, descriptor, false);
            } else if (owner.equals("java/util/Date") && name.equals("<init>") && descriptor.equals("()V")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, SHIFTED, "currentTimeMillis", "()J", false);
                super.visitMethodInsn(code, owner, name, "(J)V", false);
            } else {
                super.visitMethodInsn(code, owner, name, descriptor, isInterface);
            }
        }
    }
}
