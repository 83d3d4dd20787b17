package dt.cli;

import static dt.cli.Trio.onSick;
import static dt.fleet.OddHost.say;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OddHost;
import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that refuse, hang, talk nonsense or die, through the whole program. */
@Timeout(180)
class SickHostsIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Trio trio;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void threeHosts() throws Exception {
        trio = Trio.at(home, server).sickIsHere();
    }

    /** "-q / -v (-vv): less / more on stderr". */
    @Test
    void saidTwiceVerboseTellsHowEachHostWasReached() throws Exception {
        trio.sickIs("127.0.0.1", OpenSsh.freePort());
        var well = "dt: well1: " + OpenSsh.user() + "@127.0.0.1 port " + server.port() + ", connected in ";

        trio.run("-vv", "echo in");
        assertThat(trio.caller().complained().lines())
                .filteredOn(line -> line.startsWith(well) && line.endsWith(" ms"))
                .hasSize(1);
        // The line of a host that was not reached says why already.
        assertThat(trio.caller().complained()).contains("2 okay, ").doesNotContain("sick: ");

        trio.run("-v", "echo in");
        assertThat(trio.caller().complained()).contains("2 okay, ").doesNotContain("connected in");
        trio.run("echo in");
        assertThat(trio.caller().complained()).isEmpty();
    }

    @Test
    void aClosedPortRefuses() throws Exception {
        int port = OpenSsh.freePort();
        trio.sickIs("127.0.0.1", port);

        trio.sickIsUnreachable(
                "connect",
                "connection refused by 127.0.0.1 port " + port + "; check that sshd runs there and the port");
    }

    @Test
    void aHostThatNeverAnswersTimesOutInConnect() throws Exception {
        try (var full = OddHost.thatNeverAccepts()) {
            trio.sickIs("127.0.0.1", full.port());

            trio.sickIsUnreachable(
                    "timeout",
                    "connect timed out after 1s;"
                            + " check that the host is up and no firewall drops its ssh port, or raise -T",
                    "-T",
                    "1");
        }
    }

    @Test
    void garbageIsQuotedWithoutItsControlBytes() throws Exception {
        try (var web = OddHost.that(socket -> {
            say(socket, "\u001b[2J\0HTTP/1.1 400 Bad Request\r\n\r\n");
            socket.shutdownOutput();
        })) {
            trio.sickIs("127.0.0.1", web.port());

            trio.sickIsUnreachable(
                    "connect",
                    "no SSH server: it closed the connection without an SSH banner"
                            + " (it said \"?[2J?HTTP/1.1 400 Bad Request\"); check that sshd listens on 127.0.0.1 port "
                            + web.port());
        }
    }

    @Test
    void silenceIsNoBanner() throws Exception {
        try (var silent = OddHost.that(socket -> {})) {
            trio.sickIs("127.0.0.1", silent.port());

            trio.sickIsUnreachable(
                    "timeout",
                    "no SSH banner within 1s; check that it is an ssh port and that sshd is not overloaded, or raise -T",
                    "-T",
                    "1");
        }
    }

    @Test
    void silenceAfterTheBannerIsAKeyExchangeThatDoesNotFinish() throws Exception {
        try (var mute = OddHost.that(socket -> say(socket, "SSH-2.0-Mute\r\n"))) {
            trio.sickIs("127.0.0.1", mute.port());

            trio.sickIsUnreachable(
                    "timeout",
                    "key exchange did not finish within 1s;"
                            + " check the network's packet size (MTU) and the host's load, or raise -T",
                    "-T",
                    "1");
        }
    }

    @Test
    void aLoginThatHangsIsEndedByTheSameLimit() throws Exception {
        try (var thinking = OpenSsh.start(
                home.resolve("thinking"),
                "AuthorizedKeysFile none",
                "AuthorizedKeysCommand /bin/sleep 60",
                "AuthorizedKeysCommandUser " + OpenSsh.user())) {
            trio.sickIs("127.0.0.3", thinking.port(), "UserKnownHostsFile " + known(thinking));

            trio.sickIsUnreachable(
                    "timeout",
                    "login did not finish within 1s;"
                            + " check the host's load and its user database (PAM, LDAP), or raise -T",
                    "-T",
                    "1");
        }
    }

    @Test
    void aNameWithoutAddressIsDns() throws Exception {
        trio.sickIs("nowhere.invalid", 22);

        trio.sickIsUnreachable(
                "dns",
                "no address for nowhere.invalid; check the spelling and DNS, or give the address in the inventory");
    }

    @Test
    void aJumpHostThatRefusesIsNamed() throws Exception {
        int port = OpenSsh.freePort();
        trio.sickIsHere("ProxyJump 127.0.0.9:" + port);

        trio.sickIsUnreachable(
                "connect",
                "jump host 127.0.0.9:" + port + ": connection refused by 127.0.0.9 port " + port
                        + "; check that sshd runs there and the port");
    }

    @Test
    void aJumpHostThatForwardsNothingIsNamed() throws Exception {
        try (var jump = OpenSsh.start(home.resolve("jump"), "AllowTcpForwarding no")) {
            trio.sickIsHere(
                    "ProxyJump gate",
                    "Host gate",
                    "HostName 127.0.0.9",
                    "Port " + jump.port(),
                    "IdentityFile " + jump.key(),
                    "UserKnownHostsFile " + known(jump));

            trio.sickIsUnreachable(
                    "connect",
                    "the jump host gate could not connect to 127.0.0.3 port " + server.port()
                            + ": open failed; check the address as the jump host sees it and its AllowTcpForwarding");
        }
    }

    @Test
    void aHostThatDiesInTheMiddleIsUnknownAndItsOutputKept() throws Exception {
        // The parent of the login shell is the sshd of the session; it needs a moment to pass the output on.
        var words = onSick("echo half; sleep 0.5; kill -9 $PPID");

        trio.sickEnds(
                "unknown",
                "half\\nunknown: the connection was lost while the command ran (the host closed it);"
                        + " check whether it ran before you repeat it",
                words);
    }

    @Test
    void aCommandPastItsLimitIsEndedWithAllItsProcesses() throws Exception {
        var pids = home.resolve("pids");
        var words = onSick("trap '' TERM; echo $$ >> " + pids + "; sleep 600 & echo $! >> " + pids + "; wait; wait");

        trio.sickEnds("timeout", "command timed out after 1s", "--command-timeout", "1", words);

        assertThat(Files.readAllLines(pids)).hasSize(4).allSatisfy(SickHostsIT::isGone);
    }

    @Test
    void aRunPastItsLimitEndsWhoIsStillUnderWay() throws Exception {
        var pids = home.resolve("pids");
        var words = onSick("echo $$ >> " + pids + "; exec sleep 600");

        trio.sickEnds("killed", "killed: the run timed out after 1s", "--run-timeout", "1", words);

        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(SickHostsIT::isGone);
    }

    @Test
    void nobodyIsContactedWhenNobodyMatches() {
        int status = trio.caller().types("-D", home + "/hosts.yaml", "tag:sikc", "ssh", "echo in");

        assertThat(status).isEqualTo(4);
        assertThat(trio.caller().printed()).isEmpty();
        assertThat(trio.caller().complained()).isEqualTo("dt: no host matches tag:sikc; dt hosts lists them\n");
    }

    private Path known(OpenSsh other) throws Exception {
        return Files.writeString(home.resolve("known"), "* " + other.hostKey() + "\n");
    }

    /** Nothing but what its parent has not asked for yet: dt says that a command was ended when it was seen to be so. */
    private static void isGone(String pid) {
        var stat = Path.of("/proc", pid, "stat");
        try {
            var line = Files.readString(stat);
            assertThat(line.substring(line.lastIndexOf(')') + 2)).as(line).startsWith("Z");
        } catch (IOException none) {
            assertThat(stat).doesNotExist();
        }
    }
}
