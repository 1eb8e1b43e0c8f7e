package dev.reprise.program;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** A checkout with the real script, in a folder with a space in its name; its {@code mvnw} is a stand-in. */
final class Checkout {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    static Checkout in(Path folder) throws IOException {
        Checkout checkout = new Checkout(folder.toRealPath().resolve("check out"));
        checkout.executable("reprise", Files.readString(Path.of("../../reprise")));
        checkout.write("pom.xml", "");
        checkout.write("modules/program/src/main/java/Some.java", "");
        checkout.write(".git/logs/HEAD", "");
        checkout.maven("mkdir -p modules/program/target/lib; touch modules/program/target/reprise.jar");
        try (Stream<Path> all = Files.walk(checkout.root)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, LONG_AGO);
            }
        }
        return checkout;
    }

    /** What Maven does here, as a shell script; each call of it is counted. */
    void maven(String script) throws IOException {
        executable("mvnw", "#!/bin/sh\necho built >> builds\n" + script + "\n");
    }

    int builds() throws IOException {
        return Files.exists(file("builds")) ? Files.readAllLines(file("builds")).size() : 0;
    }

    /** A Java of this version that only says with what it was started, and ends with code 7. Returns its home. */
    String java(String version) throws IOException {
        executable("../java " + version + "/bin/java", """
                #!/bin/sh
                [ "$1" != -version ] || { echo 'openjdk version "%s" 2026-01-01' >&2; exit; }
                for argument; do printf '[%%s]' "$argument"; done
                exit 7
                """.formatted(version));
        return file("../java " + version).toString();
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path target() {
        return file("modules/program/target");
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), text);
    }

    /** Starts the script of a name in a folder, with this Java. */
    Started start(Path folder, String javaHome, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return Started.in(folder, Map.of("JAVA_HOME", javaHome), command);
    }

    private void executable(String name, String text) throws IOException {
        write(name, text);
        Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** From now on Maven puts there what these tests run on, in jars: Java archives no classes of folders. */
    void mavenBuildsThisProgram() throws IOException {
        Path prepared = Files.createDirectories(root.resolveSibling("prepared build"));
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toRealPath();
            String name = classPath.size() + ".jar";
            if (Files.isDirectory(path)) {
                jar(prepared.resolve(name), new Manifest(), path);
                classPath.add(name);
            } else {
                classPath.add(target().relativize(path).toString().replace(" ", "%20"));
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        jar(prepared.resolve("reprise.jar"), manifest, Files.createDirectory(prepared.resolve("nothing")));
        maven("mkdir -p modules/program/target/lib; cp '" + prepared + "'/*.jar modules/program/target/");
    }

    private static void jar(Path jar, Manifest manifest, Path folder) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar));
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(folder)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
    }
}
