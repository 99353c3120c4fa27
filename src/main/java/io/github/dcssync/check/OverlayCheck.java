package io.github.dcssync.check;

import io.github.dcssync.settings.OperatorFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files of the operator's are read in place of the shipped ones, which beside them, and which jars are loaded. */
final class OverlayCheck {

    private final OperatorFiles files;
    private final Set<Path> classPath =
            Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                    .map(entry -> Path.of(entry).normalize()).collect(Collectors.toSet());

    OverlayCheck(OperatorFiles files) {
        this.files = files;
    }

    /** Has nothing to say where the operator has no files of their own. */
    void run(CheckReport report, Consumer<Finding> findings) {
        if (files.overlay().isEmpty() && files.extensions().isEmpty()) {
            return;
        }
        report.area("overlay", files.overlay().map(Path::toString).orElse("none"));
        for (String folder : List.of(OperatorFiles.CONFIG, OperatorFiles.ALERTS, OperatorFiles.ROUTES)) {
            files.own(folder).forEach((name, path) -> findings.accept(Finding.ok(folder + "/" + name,
                    files.isShipped(folder, name) ? "in place of the shipped one" : "beside the shipped ones")));
        }
        files.extensions().forEach(jar -> findings.accept(extension(jar)));
    }

    private Finding extension(Path jar) {
        String subject = OperatorFiles.EXTENSIONS + "/" + jar.getFileName();
        return classPath.contains(jar.normalize()) ? Finding.ok(subject, "loaded: " + jar)
                : Finding.warning(subject, "not loaded: " + jar + "; start the program by dcs-sync, which does");
    }
}
