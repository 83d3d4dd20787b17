package dt.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.remote.RemoteException;
import dt.ssh.HostKeys.Place;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.PublicKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Decides what {@code ssh -o StrictHostKeyChecking=yes} decides, for a corpus of known_hosts files. In a line {@code KEY}
 * is the host's key, {@code OTHER} another of its type, {@code ECDSA} one of another type, {@code CA} the authority that
 * certified the host for 127.1.1.1, {@code PORT} the server's port.
 */
@Timeout(180)
class AsSshDecidesIT {
    /** What is in known_hosts, and nothing else is different. */
    static final List<String> PLAIN_HOSTS = List.of(
            "",
            "[127.1.1.1]:PORT KEY",
            "127.1.1.1 KEY",
            "[127.1.1.1]:PORT OTHER",
            "127.1.1.1 OTHER",
            "[127.1.1.1]:PORT OTHER\n[127.1.1.1]:PORT KEY",
            "[127.1.1.1]:PORT ECDSA",
            "[127.1.1.1]:PORT ECDSA\n127.1.1.1 KEY",
            "[127.1.1.2]:PORT KEY",
            "[127.1.1.1]:PORT,[127.1.1.2]:PORT KEY",
            "a,b,[127.1.1.1]:PORT,c KEY comment of many words",
            "[127.1.1.*]:PORT KEY",
            "[127.1.1.?]:* KEY",
            "* KEY",
            "*,![127.1.1.1]:PORT KEY",
            "![127.1.1.1]:PORT,* KEY",
            "!127.1.1.1,* KEY",
            "*,!127.1.1.2 KEY",
            "127.1.1.1:PORT KEY",
            "[127.1.1.1] KEY",
            "#[127.1.1.1]:PORT KEY",
            "   [127.1.1.1]:PORT\t KEY",
            "[127.1.1.1]:PORT nonsense\n[127.1.1.1]:PORT KEY",
            "[127.1.1.1]:PORT ssh-ed25519 AAAA\n[127.1.1.1]:PORT KEY",
            "[127.1.1.1]:PORT 1024 35 123456789\n[127.1.1.1]:PORT KEY",
            "@revoked [127.1.1.1]:PORT KEY",
            "@revoked * KEY\n[127.1.1.1]:PORT KEY",
            "[127.1.1.1]:PORT KEY\n@revoked * KEY",
            "@revoked * OTHER\n[127.1.1.1]:PORT KEY",
            "@revoked 127.1.1.2 KEY\n[127.1.1.1]:PORT KEY",
            "@cert-authority [127.1.1.1]:PORT KEY",
            "@cert-authority * CA",
            "@unknown * KEY",
            "HASH KEY",
            "HASH OTHER",
            "HASHBARE KEY",
            "HASH OTHER\nHASH KEY",
            "|1|AAAA|BBBB KEY",
            "[127.1.1.1]:PORT KEY\r",
            "[127.1.1.1]:PORT");

    /** The same against a host that shows a certificate for 127.1.1.1, made by CA. */
    static final List<String> CERTIFIED_HOSTS = List.of(
            "",
            "@cert-authority * CA",
            "@cert-authority [127.1.1.1]:PORT CA",
            "@cert-authority 127.1.1.1 CA",
            "@cert-authority 127.1.1.2 CA",
            "@cert-authority HASH CA",
            "@cert-authority * OTHER",
            "@cert-authority * KEY",
            "* CA",
            "[127.1.1.1]:PORT KEY",
            "[127.1.1.1]:PORT OTHER",
            "[127.1.1.1]:PORT OTHER\n@cert-authority * CA",
            "@cert-authority * CA\n@revoked * KEY",
            "@cert-authority * CA\n@revoked * CA",
            "@revoked * CA\n[127.1.1.1]:PORT KEY",
            "@cert-authority * CA\n[127.1.1.1]:PORT KEY");

    /** Words for ssh-keygen -s that make certificates which are good for something else. */
    static final List<List<String>> CERTIFICATES = List.of(
            List.of("-h", "-n", "127.1.1.1"),
            List.of("-h", "-n", "other,127.1.1.1"),
            List.of("-h", "-n", "other"),
            List.of("-h", "-n", "127.1.1.*"),
            List.of("-h"),
            List.of("-n", "127.1.1.1"),
            List.of("-h", "-n", "127.1.1.1", "-V", "-2d:-1d"),
            List.of("-h", "-n", "127.1.1.1", "-V", "+1d:+2d"),
            List.of("-h", "-n", "127.1.1.1", "-V", "-1d:+1d"));

    @TempDir
    static Path folder;

    private static OpenSsh plain;
    private static OpenSsh certified;
    private static Path other;
    private static Path ecdsa;
    private static Path authority;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        plain = OpenSsh.start(folder.resolve("plain"));
        other = OpenSsh.keygen(folder.resolve("other"), "-t", "ed25519");
        ecdsa = OpenSsh.keygen(folder.resolve("ecdsa"), "-t", "ecdsa");
        authority = OpenSsh.keygen(folder.resolve("ca"), "-t", "ecdsa");
        var certificate = folder.resolve("certified/host_ed25519-cert.pub");
        Files.createDirectories(certificate.getParent());
        Files.writeString(certificate, "");
        certified = OpenSsh.start(folder.resolve("certified"), "HostCertificate " + certificate);
        certify(List.of("-h", "-n", "127.1.1.1"));
    }

    @AfterAll
    static void stop() {
        plain.close();
        certified.close();
    }

    @ParameterizedTest
    @FieldSource("PLAIN_HOSTS")
    void aKeyIsJudgedAsSshDoes(String knownHosts) throws Exception {
        var file = write(knownHosts, plain);

        assertThat(dtTrusts(plain, file, key(plain))).isEqualTo(sshTrusts(plain, file));
    }

    @ParameterizedTest
    @FieldSource("CERTIFIED_HOSTS")
    void aCertificateIsJudgedAsSshDoes(String knownHosts) throws Exception {
        certify(List.of("-h", "-n", "127.1.1.1"));
        var file = write(knownHosts, certified);

        assertThat(dtTrusts(certified, file, certificate())).isEqualTo(sshTrusts(certified, file));
    }

    @ParameterizedTest
    @FieldSource("CERTIFICATES")
    void aCertificateForSomethingElseIsJudgedAsSshDoes(List<String> how) throws Exception {
        certify(how);
        var file = write("@cert-authority * CA", certified);

        assertThat(dtTrusts(certified, file, certificate())).isEqualTo(sshTrusts(certified, file));
    }

    @ParameterizedTest
    @FieldSource("AUTHORITY_TYPES")
    void anAuthorityOfEveryTypeIsBelieved(String type) throws Exception {
        var ca = OpenSsh.keygen(home.resolve("ca"), "-t", type);
        certify(ca, List.of("-h", "-n", "127.1.1.1"));
        var file = Files.writeString(home.resolve("known"), "@cert-authority * " + blob(ca));

        assertThat(dtTrusts(certified, file, certificate())).isTrue();
        assertThat(sshTrusts(certified, file)).isTrue();
    }

    static final List<String> AUTHORITY_TYPES = List.of("ed25519", "ecdsa", "rsa");

    @Test
    void aRevokedKeyIsRefusedAsSshDoes() throws Exception {
        var file = write("[127.1.1.1]:PORT KEY", plain);
        for (var revoked : List.of(plain.folder().resolve("host_ed25519.pub"), Path.of(other + ".pub"))) {
            assertThat(dtTrusts(plain, file, key(plain), revoked))
                    .isEqualTo(sshTrusts(plain, file, "RevokedHostKeys=" + revoked));
        }
    }

    private static void certify(List<String> how) throws Exception {
        certify(authority, how);
    }

    /** sshd reads the certificate anew for every connection: its child is executed anew. */
    private static void certify(Path ca, List<String> how) throws Exception {
        var words = new ArrayList<>(List.of("ssh-keygen", "-q", "-s", ca.toString(), "-I", "host"));
        words.addAll(how);
        words.add(certified.folder().resolve("host_ed25519.pub").toString());
        OpenSsh.run(words);
    }

    private Path write(String knownHosts, OpenSsh server) throws Exception {
        var values = Map.of(
                "HASHBARE", HashedName.hashed("127.1.1.1"),
                "HASH", HashedName.hashed("[127.1.1.1]:" + server.port()),
                "PORT", "" + server.port(),
                "KEY", server.hostKey(),
                "OTHER", blob(other),
                "ECDSA", blob(ecdsa),
                "CA", blob(authority));
        var text = Pattern.compile("[A-Z]{2,}")
                .matcher(knownHosts)
                .replaceAll(word -> Matcher.quoteReplacement(values.getOrDefault(word.group(), word.group())));
        return Files.writeString(home.resolve("known"), text + "\n");
    }

    private static String blob(Path key) throws Exception {
        var words = Files.readString(Path.of(key + ".pub")).split(" ");
        return words[0] + " " + words[1];
    }

    private static KeyBlob key(OpenSsh server) throws Exception {
        return PublicKeyFile.parse(Files.readAllBytes(server.folder().resolve("host_ed25519.pub")));
    }

    private static KeyBlob certificate() throws Exception {
        return PublicKeyFile.parse(Files.readAllBytes(certified.folder().resolve("host_ed25519-cert.pub")));
    }

    private boolean dtTrusts(OpenSsh server, Path known, KeyBlob key, Path... revoked) {
        var settings = new HostKeySettings(
                home,
                null,
                List.of(known),
                List.of(),
                Stream.of(revoked).findFirst().orElse(null),
                HostKeySettings.Unknown.REFUSE,
                false);
        try {
            new HostKeyCheck(new KnownHostsStore(), settings, InstantSource.system(), _ -> {})
                    .verify(new Place("127.1.1.1", "127.1.1.1", server.port()), key);
            return true;
        } catch (RemoteException e) {
            assertThat(e.reason()).isEqualTo(RemoteException.Reason.HOSTKEY);
            return false;
        }
    }

    private static boolean sshTrusts(OpenSsh server, Path known, String... options) throws Exception {
        var words = new ArrayList<>(
                List.of("ssh", "-F", "/dev/null", "-i", server.key().toString()));
        for (var option : List.of(
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + known,
                "GlobalKnownHostsFile=/dev/null",
                "BatchMode=yes",
                "UpdateHostKeys=no",
                "LogLevel=ERROR")) {
            words.addAll(List.of("-o", option));
        }
        for (var option : options) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(List.of("-p", "" + server.port(), OpenSsh.user() + "@127.1.1.1", "true"));
        var ssh = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(ssh.getInputStream().readAllBytes());
        boolean trusted = ssh.waitFor() == 0;
        assertThat(trusted
                        || said.contains("verification failed")
                        || said.contains("No ED25519")
                        || said.contains("no matching host key"))
                .as(said)
                .isTrue();
        return trusted;
    }
}
