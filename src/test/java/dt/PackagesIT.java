package dt;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw verify} packs, installed and used on hosts that have no Java. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PackagesIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String VERSION = version();
    private static final Path TAR = TARGET.resolve("dt-" + VERSION + "-linux-amd64.tar.gz");
    private static final Path DEB = TARGET.resolve("dt_" + VERSION + "_amd64.deb");

    /** All that is there, but for what dpkg notes of every package, and caches and logs. */
    private static final String FILES =
            "find / -xdev \\( -path /tmp -o -path /root -o -path /run -o -path /var/lib/dpkg -o -path /var/log"
                    + " -o -path /var/cache \\) -prune -o -print | sort";

    @TempDir
    Path temp;

    @Test
    void theDebIsUsedAndLeavesNothing() throws Exception {
        try (var here = Containers.engine().bare();
                var there = Containers.engine().host()) {
            var before = here.sh(FILES).check().printed();
            here.put(DEB, "/tmp/dt.deb");
            here.sh("dpkg -i /tmp/dt.deb").check();

            assertThat(here.sh("command -v java").printed()).isEmpty();
            isUsed(here, there, "dt");
            fits(here, "/usr/lib/dt", "/usr/lib/dt/dt.aot");
            assertThat(here.sh("man -w dt-agent").check().printed()).isEqualTo("/usr/share/man/man1/dt-agent.1.gz\n");
            for (var view : List.of("host", "status", "compact")) {
                assertThat(here.sh("readlink -f $(command -v dt" + view + ")").printed())
                        .isEqualTo("/usr/lib/dt/bin/dt\n");
            }
            assertThat(here.sh("printf 'okay::dt:ssh:web01:up\\n' | dthost")
                            .check()
                            .printed())
                    .startsWith("okay::dt:ssh:web01:\n\tup\n");
            var agent = here.sh("pgrep -f '[a]gent serve'").check().printed().strip();

            here.sh("dpkg -r dt").check();

            assertThat(here.sh("dpkg -L dt").printed().lines().filter(line -> line.endsWith(".yaml")))
                    .containsExactly("/etc/dt/hosts.d/10-hosts.yaml");
            assertThat(added(before, here))
                    .containsExactly("/etc/dt", "/etc/dt/hosts.d", "/etc/dt/hosts.d/10-hosts.yaml");
            awaitTrue(() -> here.sh("kill -0 " + agent).status() != 0);

            here.sh("touch /etc/dt/hosts.d/90-managed.yaml; dpkg -P dt").check();

            assertThat(added(before, here)).isEmpty();
        }
    }

    @Test
    void theTarFileIsUsedWhereverItIsUnpacked() throws Exception {
        try (var here = Containers.engine().bare();
                var there = Containers.engine().host()) {
            here.put(TAR, "/tmp/dt.tar.gz");
            here.sh("mkdir -p '/opt/my tools' ~/bin; tar xzf /tmp/dt.tar.gz -C '/opt/my tools'")
                    .check();
            here.sh("ln -s '/opt/my tools/dt-" + VERSION + "/bin/dt' ~/bin/dt").check();

            isUsed(here, there, "/root/bin/dt");
            assertThat(here.sh("man -w -M '/opt/my tools/dt-" + VERSION + "/share/man' dt-agent")
                            .status())
                    .isZero();
            // Made behind the back of the first agent, for the next.
            awaitTrue(() -> here.sh("test -s ~/.cache/dt/" + VERSION + "-*.aot").status() == 0);
            assertThat(here.sh("stat -c %a ~/.cache/dt/*.aot").printed()).isEqualTo("600\n");
            fits(here, "/opt/my tools/dt-" + VERSION, "$(echo /root/.cache/dt/*.aot)");
        }
    }

    /** A JVM that must use the cache, or end, does. */
    private static void fits(Container here, String folder, String cache) throws Exception {
        var ran = here.sh("cd '" + folder + "' && runtime/bin/java @lib/java-options -XX:AOTMode=on -XX:AOTCache=\""
                + cache + "\" -jar \"$PWD/dt.jar\" --version");
        assertThat(ran.check().printed()).isEqualTo("dt " + VERSION + "\n");
    }

    /** As a person would after installing: the demo, and a host, by an agent and without one. */
    private void isUsed(Container here, Container there, String dt) throws Exception {
        assertThat(here.exec(dt, "--version").check().printed()).isEqualTo("dt " + VERSION + "\n");
        assertThat(here.exec(dt, "--no-agent", "--version").check().printed()).isEqualTo("dt " + VERSION + "\n");
        here.exec(dt, "demo").check();
        here.put(Containers.engine().key(), "/root/id");
        var config = Files.writeString(temp.resolve("config"), """
                Host there
                  HostName %s
                  User root
                  IdentityFile /root/id
                  UserKnownHostsFile /root/known_hosts
                  StrictHostKeyChecking accept-new
                """.formatted(there.address()));
        here.sh("mkdir -p -m 700 ~/.ssh; chmod 600 /root/id; chown root: /root/id")
                .check();
        here.put(config, "/root/.ssh/config");
        here.sh("chown root: /root/.ssh/config").check();
        for (var agent : List.of("on", "off")) {
            assertThat(here.sh("DT_AGENT=" + agent + " " + dt + " there ssh cat /etc/debian_version")
                            .check()
                            .printed())
                    .startsWith("okay::dt:ssh:there:12.");
        }
        assertThat(here.exec(dt, "agent", "status").check().printed()).contains("connections  1");
        assertThat(here.exec(dt, "modules").check().printed()).contains("\n  redis ");
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws Exception {
        var input = Files.createDirectories(temp.resolve("input"));
        var out = Files.createDirectories(temp.resolve("out"));
        run(temp, "cp", "-r", TARGET.resolve("dt.jar").toString(), TARGET + "/lib", input.toString());
        var pack = Path.of("src/main/dist/pack").toAbsolutePath();

        // In the folder, time zone, language and umask of somebody else.
        run(
                temp,
                "env",
                "TZ=Asia/Tokyo",
                "LC_ALL=C.UTF-8",
                "sh",
                "-c",
                "umask 077; exec \"$0\" \"$@\"",
                pack.toString(),
                input.toString(),
                VERSION,
                System.getProperty("java.home"),
                out.toString());

        for (var made : List.of(TAR, DEB)) {
            assertThat(Files.mismatch(made, out.resolve(made.getFileName())))
                    .as(made.toString())
                    .isEqualTo(-1);
        }
    }

    @Test
    void lintianHasNothingToSay() throws Exception {
        assertThat(run(TARGET, "lintian", "--allow-root", "--tag-display-limit", "0", DEB.toString()))
                .isEmpty();
    }

    @Test
    void theLicenceOfEveryLibraryIsTold() throws Exception {
        var told = Files.readAllLines(Path.of("src/main/dist/deb/copyright")).stream()
                .filter(line -> line.startsWith("Files: lib/"))
                .flatMap(
                        line -> Arrays.stream(line.substring("Files: ".length()).split(" ")))
                .map(pattern -> pattern.replace("lib/", "").replace(".", "\\.").replace("*", ".*"))
                .toList();
        for (var library : libraries()) {
            var name = TARGET.resolve("lib").relativize(library).toString();
            assertThat(told).as(name + " in deb/copyright").anyMatch(name::matches);
        }
    }

    @Test
    void theRuntimeHasTheModulesThatTheProgramNeeds() throws Exception {
        var words = new ArrayList<>(List.of("--multi-release", "25", "--ignore-missing-deps", "--print-module-deps"));
        words.addAll(List.of("-cp", TARGET + "/lib/*", TARGET + "/dt.jar"));
        for (var library : libraries()) {
            words.add(unnamed(library).toString());
        }
        var said = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(said), new PrintWriter(said), words.toArray(String[]::new));
        var needed =
                List.of(said.toString().strip().replaceFirst("(?s).*\n", "").split(","));

        // Of the desktop SnakeYAML would use beans, to fill objects; dt takes its events.
        assertThat(needed)
                .contains("java.base")
                .filteredOn(module -> !module.equals("java.desktop"))
                .isSubsetOf(Files.readAllLines(Path.of("src/main/dist/runtime-modules")));
    }

    /** A copy that is no module: dt has all on its class path, and a module may ask for another that it can do without. */
    private Path unnamed(Path library) throws Exception {
        var copy = Files.createDirectories(temp.resolve("unnamed"))
                .resolve(library.getFileName().toString());
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        try (var jar = FileSystems.newFileSystem(copy);
                var files = Files.walk(jar.getPath("/"))) {
            for (var file :
                    files.filter(path -> path.endsWith("module-info.class")).toList()) {
                Files.delete(file);
            }
        }
        return copy;
    }

    private static List<Path> libraries() throws Exception {
        try (var files = Files.walk(TARGET.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> added(String before, Container here) throws Exception {
        var old = before.lines().toList();
        return here.sh(FILES)
                .check()
                .printed()
                .lines()
                .filter(file -> !old.contains(file))
                .toList();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitTrue(Condition condition) throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String run(Path folder, String... words) throws Exception {
        var process = new ProcessBuilder(Stream.of(words).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** As the newest entry of the change log has it, which is the project's own. */
    private static String version() {
        try {
            var line =
                    Files.readAllLines(Path.of("src/main/dist/deb/changelog")).getFirst();
            return line.replaceFirst("^dt \\((.*?)\\).*", "$1");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
