package dt.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dt.remote.RemoteException;
import dt.ssh.HostKeys.Place;
import dt.ssh.hostkey.HostKeySettings.Unknown;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.WireWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostKeyCheckTest {
    private static final Place WEB = new Place("web", "192.0.2.1", 22);

    @TempDir
    Path home;

    private Path known;
    private final KnownHostsStore store = new KnownHostsStore();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void name() {
        known = home.resolve(".ssh/known_hosts");
    }

    @Test
    void anUnknownHostIsRefusedWithItsFingerprintAndWhatToDo() {
        assertThat(refusal(Unknown.REFUSE, WEB, key(1)))
                .isEqualTo("host key of web is unknown: " + key(1) + " is not in " + known
                        + " for web; compare it with the host's own, then ssh-keyscan web >> " + known
                        + ", or use --hostkeys accept-new");
        assertThat(home.resolve(".ssh")).doesNotExist();
    }

    @Test
    void aChangedKeyIsNeverAcceptedAndBothFingerprintsAreNamed() throws Exception {
        write("# mine\nweb " + line(key(1)) + "\n");

        for (var unknown : Unknown.values()) {
            assertThat(refusal(unknown, WEB, key(2)))
                    .isEqualTo("host key of web has changed: it has " + key(2) + ", but " + known + ":2 says " + key(1)
                            + "; if you know why it changed: ssh-keygen -R web -f " + known
                            + ", otherwise do not log in");
        }
        assertThat(Unknown.of("no")).isEqualTo(Unknown.ADD);
        assertThat(Unknown.of("ask")).isEqualTo(Unknown.REFUSE);
    }

    @Test
    void aNewHostIsAddedToAFileThatOnlyItsOwnerReads() throws Exception {
        check(Unknown.ADD, false).verify(new Place("web", null, 2222), key(1));

        assertThat(known).hasContent("[web]:2222 " + line(key(1)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known.getParent())))
                .isEqualTo("rwx------");
        assertThat(notes).containsExactly("added [web]:2222 (" + key(1) + ") to " + known);
    }

    @Test
    void aNewHostIsHashedWhereHashKnownHostsSaysSo() throws Exception {
        check(Unknown.ADD, true).verify(WEB, key(1));

        assertThat(Files.readString(known)).startsWith("|1|").doesNotContain("web");
        assertThatCode(() -> check(Unknown.REFUSE, true).verify(WEB, key(1))).doesNotThrowAnyException();
    }

    @Test
    void aLineIsAddedBehindALastLineWithoutAnEnd() throws Exception {
        write("db " + line(key(1)));

        check(Unknown.ADD, false).verify(WEB, key(2));

        assertThat(known).hasContent("db " + line(key(1)) + "\nweb " + line(key(2)));
    }

    @Test
    void manyHostsAreAddedAtOnceByTwoProcessesWithoutATornLine() throws Exception {
        var other = new KnownHostsStore();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 200; i++) {
                var place = new Place("host" + i, null, 22);
                for (var own : List.of(store, other)) {
                    tasks.add(() -> {
                        new HostKeyCheck(own, settings(Unknown.ADD, false), InstantSource.system(), notes::add)
                                .verify(place, key(1));
                        return true;
                    });
                }
            }
            assertThat(threads.invokeAll(tasks)).extracting(Future::get).containsOnly(true);
        }

        assertThat(Files.readAllLines(known))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .allMatch(l -> l.matches("host\\d+ ssh-ed25519 [A-Za-z0-9+/=]+"));
    }

    @Test
    void aFileThatWasChangedMeanwhileIsReadAnew() throws Exception {
        write("web " + line(key(1)) + "\n");
        check(Unknown.REFUSE, false).verify(WEB, key(1));

        write("web " + line(key(2)) + "\n\n");

        assertThatCode(() -> check(Unknown.REFUSE, false).verify(WEB, key(2))).doesNotThrowAnyException();
    }

    @Test
    void aHostKeyAliasIsLookedUpWithoutThePort() throws Exception {
        write("cluster " + line(key(1)) + "\n");
        var settings = new HostKeySettings(home, "cluster", List.of(known), List.of(), null, Unknown.REFUSE, false);
        var check = new HostKeyCheck(store, settings, InstantSource.system(), notes::add);

        assertThatCode(() -> check.verify(new Place("web", null, 2222), key(1))).doesNotThrowAnyException();
    }

    @Test
    void theTypesThatAreKnownAreAskedForFirst() throws Exception {
        write("web,db " + line(key(1)) + "\n@cert-authority *.example " + line(key(2)) + "\n"
                + HashedName.hashed("hidden") + " " + line(key(3)) + "\n");
        var check = check(Unknown.REFUSE, false);

        assertThat(check.knownTypes(WEB)).containsExactly("ssh-ed25519");
        assertThat(check.knownTypes(new Place("hidden", null, 22))).containsExactly("ssh-ed25519");
        assertThat(check.knownTypes(new Place("nobody", null, 22))).isEmpty();
        assertThat(check.knownTypes(new Place("a.example", null, 22)))
                .contains("ssh-ed25519-cert-v01@openssh.com", "ssh-rsa-cert-v01@openssh.com");
    }

    @Test
    void aBinaryRevocationListIsRefusedAndNotPassedOver() throws Exception {
        write("web " + line(key(1)) + "\n");
        var list = Files.writeString(home.resolve("krl"), "SSHKRL\n\0");
        var settings = new HostKeySettings(home, null, List.of(known), List.of(), list, Unknown.REFUSE, false);
        var check = new HostKeyCheck(store, settings, InstantSource.system(), notes::add);

        var refusal = catchThrowableOfType(RemoteException.class, () -> check.verify(WEB, key(1)));
        assertThat(refusal.getMessage()).contains("is a binary revocation list: dt does not read those");
    }

    @Test
    void brokenLinesAreNamed() throws Exception {
        write("web ssh-ed25519\nweb ssh-ed25519 !!\n");

        assertThat(store.warnings(List.of(known)))
                .containsExactly(
                        known + ":1: needs a host, a key type and a key; the line is skipped",
                        known + ":2: not base64; the line is skipped");
    }

    /** 4-connections.md: "5,000 hosts, hashed names too, in milliseconds". The limit leaves room for a busy machine. */
    @Test
    void fiveThousandHashedHostsAreFoundInMillisecondsEach() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append(HashedName.hashed("host" + i))
                    .append(' ')
                    .append(line(key(i)))
                    .append('\n');
        }
        write(text.toString());
        var check = check(Unknown.REFUSE, false);
        check.verify(new Place("host0", null, 22), key(0));

        long start = System.nanoTime();
        for (int i = 0; i < 5000; i += 10) {
            check.knownTypes(new Place("host" + i, null, 22));
            check.verify(new Place("host" + i, null, 22), key(i));
        }
        var each = Duration.ofNanos((System.nanoTime() - start) / 500);

        assertThat(each).isLessThan(Duration.ofMillis(20));
    }

    private HostKeyCheck check(Unknown unknown, boolean hash) {
        return new HostKeyCheck(store, settings(unknown, hash), InstantSource.system(), notes::add);
    }

    private HostKeySettings settings(Unknown unknown, boolean hash) {
        return new HostKeySettings(home, null, List.of(known), List.of(), null, unknown, hash);
    }

    private String refusal(Unknown unknown, Place place, KeyBlob key) {
        var refusal = catchThrowableOfType(
                RemoteException.class, () -> check(unknown, false).verify(place, key));
        assertThat(refusal.reason()).isEqualTo(RemoteException.Reason.HOSTKEY);
        return refusal.getMessage();
    }

    private void write(String text) throws Exception {
        Files.createDirectories(known.getParent());
        Files.writeString(known, text);
    }

    private static String line(KeyBlob key) {
        return key.typeName() + " " + key.base64();
    }

    /** A key that nobody has: nothing here computes with it. */
    private static KeyBlob key(int number) {
        var point = new byte[32];
        point[0] = (byte) number;
        point[1] = (byte) (number >> 8);
        try {
            return KeyBlob.of(
                    new WireWriter().string("ssh-ed25519").string(point).array());
        } catch (dt.ssh.key.MalformedKeyException e) {
            throw new AssertionError(e);
        }
    }
}
