package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.OpenSsh;
import dt.fleet.SshAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gives to the agent and gets from it, and what callers must not get of one another. */
@Timeout(240)
class AgentCallersIT {
    @TempDir
    static Path shared;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Client dt;

    @BeforeAll
    static void startHosts() throws Exception {
        server = OpenSsh.start(shared.resolve("server"));
    }

    @AfterAll
    static void stopHosts() {
        server.close();
    }

    @BeforeEach
    void moveIn() throws Exception {
        dt = Client.at(home);
    }

    @AfterEach
    void moveOut() throws Exception {
        dt.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$DT expand 'a[1-3]'",
                "$DT expand 'a[1-300000]' | head -1; echo ${PIPESTATUS[@]}",
                "$DT expand 'a[1-3]' > /dev/full",
                "$DT expand a >&-",
                "$DT -D /dev/null view status < /dev/null",
                "$DT view host <&-",
                "printf 'okay::dt:ssh:h:one\\n' | $DT view host",
                "cd /usr && $DT -D ../nowhere hosts",
                "FOO=$'\\xff' $DT expand 'x$FOO'",
                "$DT nosuch",
                "$DT -D /dev/null 127.0.0.1:1 -x"
            })
    void itIsAsWithoutAgent(String line) throws Exception {
        var alone = dt.with(Map.of("DT_AGENT", "off")).shell(line);

        assertThat(dt.shell(line)).isEqualTo(alone);
        assertThat(dt.log()).as("an agent was asked").contains("begins: pid");
    }

    @Test
    void whatDoesNotReadItsInputLeavesItToOthers() throws Exception {
        var run = dt.shell("printf 'for others\\n' | { $DT expand a; cat; }");

        assertThat(run.printed()).isEqualTo("a\nfor others\n");
    }

    @Test
    void standardInputReachesTheHostsWhole() throws Exception {
        var config = config("config", "IdentityFile " + server.key());

        var run = dt.shell("head -c 3000000 /dev/zero | tr '\\0' x | $DT -F " + config
                + " -D /dev/null --stdin 127.2.0.1 ssh 'wc -c'");

        assertThat(run.printed()).isEqualTo("okay::dt:ssh:127.2.0.1:3000000\n");
    }

    @Test
    void onlyTheSshAgentOfTheCallerOpensItsConnections() throws Exception {
        var config = config("config", "IdentitiesOnly no");
        try (var has = SshAgent.start(home.resolve("has"));
                var lacks = SshAgent.start(home.resolve("lacks"))) {
            has.add(server.key().toString());
            var friend = dt.with(Map.of("SSH_AUTH_SOCK", has.socket().toString()));
            var stranger = dt.with(Map.of("SSH_AUTH_SOCK", lacks.socket().toString()));

            assertThat(run(friend, config).printed()).isEqualTo("okay::dt:ssh:127.2.0.1:in\n");
            assertThat(run(stranger, config).printed()).startsWith("fail::dt:ssh:127.2.0.1:");
            assertThat(run(dt, config).printed()).startsWith("fail::dt:ssh:127.2.0.1:");
        }
    }

    @Test
    void keysAndKnownHostsOfOneConfigAreNotThoseOfAnother() throws Exception {
        var mine = config("mine", "IdentityFile " + server.key());
        var noKey = config("no-key", "IdentityFile " + home.resolve("absent"), "IdentityAgent none");
        var noTrust = Files.writeString(
                        home.resolve("no-trust"),
                        Files.readString(Path.of(mine))
                                .replace("accept-new", "yes")
                                .replace(home.resolve("known_hosts").toString(), "/dev/null"))
                .toString();

        assertThat(run(dt, mine).printed()).startsWith("okay::");
        assertThat(run(dt, noKey).printed()).startsWith("fail::");
        assertThat(run(dt, noTrust).printed()).contains("host key").startsWith("fail::");
        assertThat(run(dt, mine).printed()).startsWith("okay::");
    }

    @Test
    void aHomeOfItsOwnHasKeysOfItsOwn() throws Exception {
        var other = Files.createDirectories(home.resolve("other/.ssh"));
        Files.createDirectories(home.resolve(".ssh"));
        Files.copy(server.key(), home.resolve(".ssh/id_ed25519"));
        Files.setPosixFilePermissions(home.resolve(".ssh/id_ed25519"), PosixFilePermissions.fromString("rw-------"));
        var config = config("config");

        assertThat(run(dt, config).printed()).startsWith("okay::");
        assertThat(run(dt.with(Map.of("HOME", other.getParent().toString())), config)
                        .printed())
                .startsWith("fail::");
    }

    @Test
    void aPassphraseIsAskedForAtTheCallersTerminalAndNotShown() throws Exception {
        var key = home.resolve("locked");
        Files.copy(server.key(), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        OpenSsh.run(List.of("ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", key.toString()));
        var config = config("config", "IdentityFile " + key, "IdentityAgent none");

        var run = atTerminal(config, "open sesame\n");
        assertThat(run).contains("okay::dt:ssh:127.2.0.1:in").doesNotContain("open sesame");

        dt.types("agent", "drop");
        assertThat(atTerminal(config, "wrong\nwrong\nwrong\n")).contains("fail::dt:ssh:127.2.0.1:");
        assertThat(run(dt, config).printed()).startsWith("fail::");
    }

    @Test
    void aFolderThatOthersCanUseIsNotUsed() throws Exception {
        var folder = Files.createDirectories(home.resolve("run/dt"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(dt.types("expand", "a").complained())
                .startsWith("dt: no agent: others can get into the folder " + folder + ";");

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        OpenSsh.run(List.of("chown", "65534", folder.toString()));
        assertThat(dt.types("expand", "a"))
                .isEqualTo(new Client.Run(
                        0,
                        "a\n",
                        "dt: no agent: the folder " + folder
                                + " belongs to another user (65534); unset XDG_RUNTIME_DIR, or set DT_AGENT=off\n"));
        assertThat(dt.log()).isEmpty();
    }

    /** "Both ends check the peer's uid": a socket in our folder that another user listens at, as after a rename. */
    @Test
    void aSocketOfAnotherUserIsNotUsed() throws Exception {
        var theirs = Files.createDirectory(home.resolve("theirs"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        var folder = Files.createDirectories(
                home.resolve("run/dt"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var listener = asStranger(
                "socket(S, 1, 1, 0); bind(S, pack_sockaddr_un(\"s\")); listen(S, 9); print \"ready\\n\"; <STDIN>",
                theirs);
        try {
            Files.move(theirs.resolve("s"), folder.resolve("agent"));

            assertThat(dt.types("expand", "a"))
                    .isEqualTo(new Client.Run(
                            0, "a\n", "dt: no agent: another user listens at " + folder + "/agent; remove it\n"));
        } finally {
            listener.destroyForcibly();
        }
        assertThat(dt.log()).isEmpty();
    }

    @Test
    void aClientOfAnotherUserIsSentAway() throws Exception {
        dt.types("expand", "a");
        // As if nothing kept it out of the folder.
        for (var path = dt.socket(); !path.equals(home.getParent()); path = path.getParent()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        var theirs = Files.createDirectory(home.resolve("theirs"));

        var client = asStranger(
                "socket(S, 1, 1, 0); connect(S, pack_sockaddr_un(\"" + dt.socket()
                        + "\")) or die; print \"ready\\n\"; print sysread(S, $x, 1), \" bytes\\n\"",
                theirs);

        assertThat(client.inputReader().readLine()).isEqualTo("0 bytes");
        assertThat(dt.log()).contains("sent away a process of another user");
    }

    /** A Perl program of the user nobody, once it is ready. */
    private Process asStranger(String program, Path folder) throws Exception {
        var process = new ProcessBuilder(
                        "setpriv", "--reuid=65534", "--clear-groups", "perl", "-MSocket", "-e", "$| = 1; " + program)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var first = new StringBuilder();
        for (int b = process.getInputStream().read();
                b >= 0 && b != '\n';
                b = process.getInputStream().read()) {
            first.append((char) b);
        }
        assertThat(first.toString()).isEqualTo("ready");
        return process;
    }

    @Test
    void aFullDiskCostsTheAgentAndNotTheCall() throws Exception {
        var script = "mount -t tmpfs -o size=4k,nr_inodes=1,mode=700 none " + home.resolve("run") + " && $DT expand a";

        var run = dt.shell("export DT; unshare -m sh -c '" + script + "'");

        assertThat(run.printed()).isEqualTo("a\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void whoWantsNoAgentStartsNone() throws Exception {
        dt.types("--no-agent", "expand", "a");
        dt.with(Map.of("DT_AGENT", "off")).types("expand", "a");
        assertThat(dt.types("--version").printed()).startsWith("dt ");
        assertThat(dt.types("agent", "status").status()).isEqualTo(3);
        assertThat(dt.log()).isEmpty();

        Files.createDirectories(home.resolve(".config/dt"));
        Files.writeString(home.resolve(".config/dt/config.yaml"), "no-agent: true\n");
        assertThat(dt.types("expand", "a")).isEqualTo(new Client.Run(0, "a\n", ""));
    }

    @Test
    void filesGetTheModesThatTheCallerWants() throws Exception {
        var config = config("config", "IdentityFile " + server.key());

        dt.types("expand", "a");
        var run = dt.shell("umask 077; $DT -F " + config + " -D /dev/null -o dir:made 127.2.0.1 ssh echo in");

        assertThat(run.status()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("made"))))
                .isEqualTo("rwx------");
    }

    @Test
    void anAgentThatCannotStartIsSaidWithTheEndOfItsLog() throws Exception {
        var bad = dt.with(Map.of("DT_AGENT_IDLE", "soon")).types("expand", "a");

        assertThat(bad.printed()).isEqualTo("a\n");
        assertThat(bad.complained())
                .startsWith("dt: the agent did not start; going on without it. The end of ")
                .contains("DT_AGENT_IDLE is soon; it takes a number of seconds");
    }

    private static Client.Run run(Client client, String config) throws Exception {
        return client.types("-F", config, "-D", "/dev/null", "127.2.0.1", "ssh", "echo in");
    }

    /** What the terminal shows while somebody types a line at each question. */
    private String atTerminal(String config, String typed) throws Exception {
        var line = dt.program() + " --color never -F " + config + " -D /dev/null 127.2.0.1 ssh echo in";
        var process = dt.start(List.of("script", "-qec", line, "/dev/null"));
        var answers = new ArrayList<>(typed.lines().toList());
        var seen = new StringBuilder();
        int asked = 0;
        for (int b = process.getInputStream().read();
                b >= 0;
                b = process.getInputStream().read()) {
            seen.append((char) b);
            if (seen.substring(asked).matches("(?s).*for key .*: $") && !answers.isEmpty()) {
                asked = seen.length();
                process.getOutputStream().write((answers.removeFirst() + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            }
        }
        process.waitFor();
        return seen.toString();
    }

    private String config(String name, String... more) throws IOException {
        var lines = new ArrayList<>(List.of(more));
        lines.addAll(List.of(
                "Port " + server.port(),
                "User " + OpenSsh.user(),
                "StrictHostKeyChecking accept-new",
                "UserKnownHostsFile " + home.resolve("known_hosts")));
        return Files.write(home.resolve(name), lines).toString();
    }
}
