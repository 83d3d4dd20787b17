package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.RemoteException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Key exchange with OpenSSH and with Apache MINA. */
@Timeout(180)
class KeyExchangeIT {
    @TempDir
    Path folder;

    private static final Algorithms HYBRID = with(List.of(HybridKex.NAME));

    private static Algorithms with(List<String> kex) {
        var modern = Algorithms.MODERN;
        return new Algorithms(kex, modern.hostKeys(), modern.ciphers(), modern.macs(), false);
    }

    private static SshServer mina(BuiltinDHFactories kex) throws Exception {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(false, List.of(kex), ServerBuilder.DH2KEX));
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setCommandFactory((channel, line) -> new Echo(line));
        server.start();
        return server;
    }

    @Test
    void theHybridIsOfferedFirst() {
        assertThat(Algorithms.MODERN.kex()).first().isEqualTo("mlkem768x25519-sha256");
        assertThat(Algorithms.MODERN.kex()).noneMatch(name -> name.contains("sha1"));
        assertThat(Algorithms.MODERN.ciphers()).noneMatch(name -> name.contains("cbc"));
        assertThat(Algorithms.MODERN.hostKeys()).doesNotContain("ssh-rsa");
        assertThat(Algorithms.MODERN.macs()).noneMatch(name -> name.contains("sha1"));
    }

    @Test
    void theHybridWorksWithMinaEveryTime() throws Exception {
        try (var server = mina(BuiltinDHFactories.mlkem768x25519)) {
            // Often enough that a secret with a zero in front is among them.
            for (int i = 0; i < 300; i++) {
                try (var sessions = Fakes.sessions(
                                host -> Fakes.with(Fakes.target(host.name(), server.getPort(), null), HYBRID));
                        var remote = sessions.remote(Host.named("127.0.0.1"))) {
                    remote.connect();
                }
            }
        }
    }

    @Test
    void theJdkDoesTheCryptography() throws Exception {
        try (var server = Echo.host();
                var sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.getPort(), null));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            remote.connect();

            assertThat(net.schmizz.sshj.common.SecurityUtils.getSecurityProvider())
                    .isNull();
        }
    }

    @Test
    void anOpenSshWithoutTheHybridIsMetWithCurve25519() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "LogLevel DEBUG3", "KexAlgorithms curve25519-sha256");
                var sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            assertThat(remote.run(Command.of("true"), new Fakes.Kept())).isEqualTo(new Exit.Status(0));
            assertThat(server.log())
                    .contains("kex: algorithm: curve25519-sha256")
                    .contains("will use strict KEX ordering");
        }
    }

    @Test
    void nothingInCommonNamesBothLists() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "KexAlgorithms diffie-hellman-group14-sha1");
                var sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            assertThatThrownBy(remote::connect)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("no common key exchange algorithm: we offer mlkem768x25519-sha256")
                    .hasMessageContaining("the host offers diffie-hellman-group14-sha1")
                    .hasMessageContaining("KexAlgorithms");
        }
    }

    @Test
    void anOldAlgorithmIsUsedWhenItIsNamed() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "KexAlgorithms diffie-hellman-group14-sha1");
                var sessions = Fakes.sessions(host -> Fakes.with(
                        Fakes.target(host.name(), server.port(), server.key()),
                        with(List.of("diffie-hellman-group14-sha1"))));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            assertThat(remote.run(Command.of("true"), new Fakes.Kept())).isEqualTo(new Exit.Status(0));
        }
    }

    @Test
    void everyCipherAndMacOfOpenSshWorks() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"))) {
            for (var cipher : Algorithms.MODERN.ciphers()) {
                for (var mac : cipher.endsWith("ctr") ? Algorithms.MODERN.macs() : List.of("hmac-sha2-256")) {
                    var one = new Algorithms(
                            Algorithms.MODERN.kex(),
                            Algorithms.MODERN.hostKeys(),
                            List.of(cipher),
                            List.of(mac),
                            false);
                    var counted = new Fakes.Counted();
                    try (var sessions = Fakes.sessions(
                                    host -> Fakes.with(Fakes.target(host.name(), server.port(), server.key()), one));
                            var remote = sessions.remote(Host.named("127.0.0.1"))) {
                        remote.run(Command.of("head -c 300000 /dev/zero"), counted);
                    }
                    assertThat(counted.out).as(cipher + " " + mac).isEqualTo(300_000);
                }
            }
        }
    }
}
