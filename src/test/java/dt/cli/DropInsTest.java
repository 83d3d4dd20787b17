package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drop-in modules as typed; none here needs a connection. */
@Timeout(60)
class DropInsTest {
    @TempDir
    Path home;

    private Path folder;
    private Caller caller;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(home.resolve(".config/dt/modules"));
        caller = Caller.at(home);
    }

    private Path dropIn(String name, String mode, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    @Test
    void aLocalOneRunsHereWithTheHostsVariables() throws Exception {
        dropIn("hello", "rwxr-xr-x", """
                #!/bin/sh
                # dt: runs = local
                # dt: usage = WHO
                # dt: summary = greet
                printf '%s %s from %s' "$DT_HOST" "$DT_PORT" "$1"
                """);

        assertThat(caller.types("-F", "none", "web1:2222", "hello", "a  b"))
                .as(caller.complained())
                .isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:hello:web1%3A2222:web1 2222 from a  b\n");
        assertThat(caller.types("--help", "hello")).isZero();
        assertThat(caller.printed()).startsWith("dt [options] SELECTOR hello WHO\n\n  greet\n");
    }

    @Test
    void modulesListsAllWithTheirOrigin() throws Exception {
        var file = dropIn("hello", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = remote\n# dt: summary = greet\n");

        assertThat(caller.types("modules")).isZero();

        assertThat(caller.printed()).contains("  ssh COMMAND...", "\n  hello\n      greet\n      " + file + "\n");
    }

    @Test
    void aBrokenOneHarmsOnlyItself() throws Exception {
        dropIn("lost", "rwxr-xr-x", "#!/bin/sh\necho no manifest\n");
        dropIn("open", "rwxrwxrwx", "#!/bin/sh\n# dt: runs = local\n");
        dropIn("ssh", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\n");
        dropIn("odd", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\n# dt: colour = red\n");
        dropIn("bad.jar", "rw-r--r--", "no jar");
        dropIn("README", "rw-r--r--", "no module");
        dropIn("closed", "rw-r--r--", "#!/bin/sh\n# dt: runs = local\n");
        dropIn("machine", "rwxr-xr-x", "\u007fELF" + "x".repeat(100_000));
        dropIn("twice", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\n# dt: runs = remote\n");
        dropIn("nowhere", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = moon\n");
        Files.createSymbolicLink(folder.resolve("gone"), Path.of("/nowhere"));
        Files.createDirectory(folder.resolve("sub"));
        OpenSsh.run(List.of("mkfifo", "-m", "755", folder.resolve("pipe").toString()));

        assertThat(caller.types("web1", "list")).as(caller.complained()).isZero();
        assertThat(caller.types("modules")).isZero();
        assertThat(caller.printed())
                .contains("broken: its first comment lines do not say where it runs", "broken: others can write to ")
                .contains("broken: dt has a module ssh itself", "unknown key colour", "broken: it names no module")
                .contains("closed\n      broken: it is not executable; chmod +x it")
                .contains("twice\n      broken: line 3 gives runs again")
                .doesNotContain("README", "gone", "sub", "pipe");
        assertThat(caller.types("web1", "closed")).isEqualTo(2);
        assertThat(caller.complained()).contains(folder + "/closed: it is not executable; chmod +x it\n");
        for (var name : List.of("lost", "machine", "nowhere")) {
            assertThat(caller.types("web1", name)).isEqualTo(2);
            assertThat(caller.complained())
                    .contains(folder + "/" + name + ": its first comment lines do not say where");
        }
        assertThat(caller.types("web1", "open")).isEqualTo(2);
        assertThat(caller.complained())
                .startsWith("dt: the module open cannot be used: ")
                .contains("chmod go-w");
    }

    @Test
    void aFolderThatOthersCanWriteToIsRefused() throws Exception {
        dropIn("hello", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\n");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThat(caller.types("web1", "hello")).isEqualTo(2);
        assertThat(caller.complained()).contains("others can write to " + folder);
    }

    @Test
    void aFolderIsNamedByAVariableAndNeverTheCurrentOne() throws Exception {
        var own = Files.createDirectory(home.resolve("own"));
        folder = own;
        dropIn("hello", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\necho hello\n");
        folder = home;
        dropIn("here", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\necho here\n");

        var with = caller.with("DTOOLS_LIB", own.toString());
        assertThat(with.types("-F", "none", "web1", "hello"))
                .as(with.complained())
                .isZero();
        assertThat(with.printed()).isEqualTo("okay::dt:hello:web1:hello\n");
        assertThat(with.types("modules")).isZero();
        assertThat(with.printed()).contains("\n      " + own + "/hello\n");
        assertThat(caller.types("web1", "hello")).isEqualTo(2);
        assertThat(caller.types("web1", "here")).isEqualTo(2);
        for (var relative : List.of(".", "own", "./own")) {
            var wrong = caller.with("DTOOLS_LIB", relative);
            assertThat(wrong.types("web1", "hello")).isEqualTo(2);
            assertThat(wrong.complained()).contains("there is no module hello");
            assertThat(wrong.types("modules")).isZero();
            assertThat(wrong.complained())
                    .isEqualTo(
                            "dt: DTOOLS_LIB is \"" + relative + "\": nothing is taken from there, as it depends on the "
                                    + "current folder; name it from / on\n");
        }
    }

    @Test
    void twoOfOneNameAreAnErrorThatNamesBoth() throws Exception {
        var first = dropIn("hello", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\necho first\n");
        folder = Files.createDirectory(home.resolve("own"));
        var second = dropIn("hello", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\necho second\n");
        dropIn("other", "rwxr-xr-x", "#!/bin/sh\n# dt: runs = local\necho other\n");
        var problem = "two drop-ins have this name, " + first + " and " + second + "; remove one\n";

        var with = caller.with("DTOOLS_LIB", folder.toString());
        assertThat(with.types("-F", "none", "web1", "hello")).isEqualTo(2);
        assertThat(with.printed()).isEmpty();
        assertThat(with.complained()).endsWith(problem);
        assertThat(with.types("modules")).isZero();
        assertThat(with.printed()).contains("hello\n      broken: " + problem);
        assertThat(with.types("-F", "none", "web1", "other")).isZero();
        // The same folder under two names is no second one.
        assertThat(caller.with("DTOOLS_LIB", first.getParent() + "/").types("-F", "none", "web1", "hello"))
                .isZero();
    }

    @Test
    void aJarWhoseModuleBreaksHarmsOnlyItself() throws Exception {
        jar("Late", """
                package late;
                import dt.module.*;
                public class Late implements HostModule {
                    public String name() { return "late"; }
                    public String usage() { return ""; }
                    public String summary() { throw new IllegalStateException("not today"); }
                    public Job prepare(Request request) { return null; }
                }
                """);

        assertThat(caller.types("modules")).as(caller.complained()).isZero();
        assertThat(caller.printed()).contains("late\n      broken: it cannot be loaded: not today\n");
        assertThat(caller.types("--help")).isZero();
        assertThat(caller.types("web1", "late")).isEqualTo(2);
        assertThat(caller.types("web1", "list")).isZero();
    }

    @Test
    void aJarIsADropInToo() throws Exception {
        jar("Shout", """
                package shout;
                import dt.module.*;
                public class Shout implements HostModule {
                    public String name() { return "shout"; }
                    public String usage() { return ""; }
                    public String summary() { return "shout a name"; }
                    public Job prepare(Request request) {
                        return new Job() {
                            public Outcome on(dt.inventory.Host host, dt.remote.Remote remote, dt.remote.Output output) {
                                var name = host.name().toUpperCase().getBytes();
                                try { output.stdout(name, 0, name.length); } catch (java.io.IOException e) { }
                                return new Outcome.Okay();
                            }
                            public String plan(dt.inventory.Host host) { return "shout"; }
                            public boolean connects() { return false; }
                        };
                    }
                }
                """);

        assertThat(caller.types("web1", "shout")).as(caller.complained()).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:shout:web1:WEB1\n");
    }

    /** A jar with this class, in a package of its name, as a module. */
    private void jar(String name, String text) throws Exception {
        var classes = Files.createDirectories(home.resolve("classes"));
        var source = Files.writeString(home.resolve(name + ".java"), text);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString()))
                .isZero();
        try (var jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve(name.toLowerCase(Locale.ROOT) + ".jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/dt.module.HostModule"));
            jar.write((name.toLowerCase(Locale.ROOT) + "." + name + "\n").getBytes());
            try (var all = Files.walk(classes)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    jar.write(Files.readAllBytes(file));
                }
            }
        }
    }
}
