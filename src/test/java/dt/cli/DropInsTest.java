package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

        assertThat(caller.types("web1", "list")).as(caller.complained()).isZero();
        assertThat(caller.types("modules")).isZero();
        assertThat(caller.printed())
                .contains("broken: its first comment lines do not say where it runs", "broken: others can write to ")
                .contains("broken: dt has a module ssh itself", "unknown key colour", "broken: it names no module")
                .doesNotContain("README");
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
    void aJarIsADropInToo() throws Exception {
        var classes = Files.createDirectories(home.resolve("classes"));
        var source = Files.writeString(home.resolve("Shout.java"), """
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
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("shout.jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/dt.module.HostModule"));
            jar.write("shout.Shout\n".getBytes());
            try (var all = Files.walk(classes)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    jar.write(Files.readAllBytes(file));
                }
            }
        }

        assertThat(caller.types("web1", "shout")).as(caller.complained()).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:shout:web1:WEB1\n");
    }
}
