package dt.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * dt nssmap where things go wrong. After each of them the host admits its operator and root, and is in the old state or in
 * the new one, never between.
 */
@Timeout(600)
class NssmapFailuresIT {
    /** Counts the steps that a change marks, and at the step in /stop does what /how says: cut or kill. */
    private static final String AT_STEP = """
            mv /usr/bin/sync /usr/bin/sync.real
            cat >/usr/bin/sync <<'END'
            #!/bin/sh
            /usr/bin/sync.real "$@"
            [ -e /stop ] || exit 0
            case $1 in */now/steps | */now) ;; *) exit 0 ;; esac
            count=$(($(cat /count 2>/dev/null || echo 0) + 1))
            echo $count >/count
            [ "$count" = "$(cat /stop)" ] || exit 0
            rm /stop
            [ "$(cat /how)" != kill ] || kill -KILL $PPID
            for process in /proc/[0-9]*; do
                case $(tr '\\0' ' ' <$process/cmdline) in 'sshd: root@'* | 'sshd: root ['*) kill -KILL ${process#/proc/} ;; esac
            done
            END
            chmod 755 /usr/bin/sync
            """;

    @TempDir
    Path folder;

    private NssmapFleet fleet;
    private NssHosts hosts;

    private void start(int net, List<String> setUp) throws Exception {
        hosts = NssHosts.start(folder.resolve("hosts"), net, setUp);
        fleet = NssmapFleet.of(hosts, folder).with("-q", "-T", "120", "--batch", "100%");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void anyNsswitchConfIsRightOrLeftAlone() throws Exception {
        var conf = "cat >/etc/nsswitch.conf <<'END'\n%s\nEND\n";
        // A source that knows nobody, and a process that is called as its daemon.
        var functions = new StringBuilder();
        for (var name :
                List.of("getpwnam_r", "getpwuid_r", "getgrnam_r", "getgrgid_r", "getspnam_r", "initgroups_dyn")) {
            functions.append("int _nss_sss_").append(name).append("(void) { return 0; }\n");
        }
        library("libnss_sss.so.2", functions.toString());
        var sss = "cp /bin/sleep /usr/bin/sssd_nss; setsid /usr/bin/sssd_nss 100000 </dev/null >/dev/null 2>&1 &\n"
                + "cp libnss_sss.so.2 /usr/lib/x86_64-linux-gnu/\n";
        var rows = List.of(
                new String[] {
                    conf.formatted("# of ours\npasswd:files # local\n\tgroup :\tfiles systemd\nshadow: files"),
                    "okay",
                    "passwd:files map # local\n\tgroup :\tfiles systemd map\nshadow: files map"
                },
                new String[] {
                    conf.formatted("hosts: files dns"), "okay", "passwd: files map\ngroup: files map\nshadow: files map"
                },
                new String[] {
                    "rm /etc/nsswitch.conf\n", "okay", "passwd: files map\ngroup: files map\nshadow: files map"
                },
                new String[] {
                    "printf 'passwd: files\\ngroup: files\\nshadow: files' >/etc/nsswitch.conf\n",
                    "okay",
                    "passwd: files map\ngroup: files map\nshadow: files map"
                },
                new String[] {
                    conf.formatted("passwd: files [NOTFOUND=return] sss\ngroup: files"),
                    "fail",
                    "ends the search before map"
                },
                new String[] {
                    conf.formatted("passwd: files [ !success = RETURN ]\ngroup: files"),
                    "fail",
                    "ends the search before map"
                },
                new String[] {
                    conf.formatted("passwd: files\npasswd: files sss\ngroup: files"), "fail", "two lines for passwd"
                },
                new String[] {conf.formatted("passwd: files\ngroup: sss"), "fail", "group has no files"},
                new String[] {
                    conf.formatted("passwd: files sss\ngroup: files sss\nshadow: files sss"),
                    "okay",
                    "passwd: files sss map\ngroup: files sss map\nshadow: files sss map"
                },
                new String[] {
                    sss + conf.formatted("passwd: files sss\ngroup: files sss\nshadow: files"),
                    "okay",
                    "passwd: files sss [!NOTFOUND=return] map\ngroup: files sss [!NOTFOUND=return] map\nshadow: files map"
                },
                new String[] {
                    conf.formatted("passwd: files map systemd\ngroup: files\nshadow: files"),
                    "okay",
                    "passwd: files systemd map\ngroup: files map\nshadow: files map"
                });
        start(2, rows.stream().map(row -> row[0]).toList());
        var original = hosts.onEach(hosts::snapshot);

        assertThat(fleet.pushToAll()).isEqualTo(1);

        hosts.onEach(fleet::admits);
        for (int host = 0; host < rows.size(); host++) {
            var row = rows.get(host);
            if (row[1].equals("okay")) {
                assertThat(fleet.lineOf(host))
                        .as(fleet.said())
                        .startsWith("okay:")
                        .contains("confirmed");
                assertThat(hosts.root(host, "cat /etc/nsswitch.conf")).contains(row[2].strip());
                assertThat(hosts.ssh(host, "alice", "whoami").printed()).isEqualTo("alice");
            } else {
                assertThat(fleet.lineOf(host)).startsWith("fail:").contains(row[2]);
                assertThat(hosts.snapshot(host)).isEqualTo(original.get(host));
            }
        }
        // The directory service goes down: nobody becomes another user.
        hosts.root(9, "rm /usr/lib/x86_64-linux-gnu/libnss_sss.so.2");
        assertThat(hosts.ssh(9, "root", "getent passwd alice").status()).isEqualTo(2);
    }

    /** Compiles a library for {@link NssHosts}, or for a push. */
    private Path library(String name, String source) throws Exception {
        var file = Files.createDirectories(folder.resolve("hosts/files")).resolve(name);
        var code = Files.writeString(folder.resolve(name + ".c"), source);
        OpenSsh.run(List.of("cc", "-w", "-shared", "-fPIC", "-o", file.toString(), code.toString()));
        return file;
    }

    @Test
    void aLibraryThatIsCutOffOrCrashesOrLiesIsNeverSwitchedOn() throws Exception {
        start(3, Collections.nCopies(3, ""));
        var original = hosts.onEach(hosts::snapshot);
        var whole = Files.readAllBytes(Path.of("target/native/amd64/libnss_map.so.2"));
        var broken = Files.createDirectories(folder.resolve("broken/amd64")).resolve("libnss_map.so.2");

        Files.write(broken, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(fleet.push(
                        hosts.address(0),
                        "--libraries",
                        folder.resolve("broken").toString()))
                .isEqualTo(1);
        assertThat(fleet.printed()).contains("a lookup ends its program");

        Files.copy(
                library("crash", "__attribute__((constructor)) static void f(void) { *(int *)0 = 1; }"),
                broken,
                REPLACE_EXISTING);
        assertThat(fleet.push(
                        hosts.address(1),
                        "--libraries",
                        folder.resolve("broken").toString()))
                .isEqualTo(1);
        assertThat(fleet.printed()).contains("a lookup ends its program");

        Files.copy(
                library(
                        "liar",
                        "#include <pwd.h>\nint _nss_map_getpwnam_r(const char *n, struct passwd *p) {"
                                + " p->pw_name = p->pw_passwd = p->pw_gecos = p->pw_dir = p->pw_shell = (char *)n; p->pw_uid = 0; return 1; }"),
                broken,
                REPLACE_EXISTING);
        assertThat(fleet.push(
                        hosts.address(2),
                        "--libraries",
                        folder.resolve("broken").toString()))
                .isEqualTo(1);
        assertThat(fleet.printed()).contains("no/such, is found");

        hosts.onEach(fleet::admits);
        assertThat(hosts.onEach(hosts::snapshot)).isEqualTo(original);
    }

    @Test
    void whereNothingCanBeWrittenNothingIsChanged() throws Exception {
        var full = "rest=$(($(df --output=avail -k / | tail -n 1) - %d)); head -c ${rest}k /dev/zero >/root/full\n";
        start(
                4,
                List.of(
                        "mount --bind /etc /etc; mount -o remount,ro,bind /etc\n",
                        full.formatted(8),
                        full.formatted(120),
                        full.formatted(300)));
        var original = hosts.onEach(hosts::snapshot);

        assertThat(fleet.pushToAll()).isEqualTo(1);

        hosts.onEach(fleet::admits);
        assertThat(hosts.onEach(hosts::snapshot)).isEqualTo(original);
        assertThat(fleet.lineOf(0)).as(fleet.said()).contains("read-only or full");
        assertThat(fleet.lineOf(1)).as(fleet.said()).contains("full");
        assertThat(fleet.lineOf(2)).as(fleet.said()).contains("full");
    }

    @Test
    void aSshdThatDoesNotComeBackIsStartedAgainInTheOldState() throws Exception {
        // Once it is asked to start anew, it does not; afterwards it is as it was.
        start(5, List.of("""
                mv /usr/sbin/sshd /usr/sbin/sshd.real
                cat >/usr/sbin/sshd <<'END'
                #!/bin/bash
                case " $* " in *' -t '* | *' -T '* | *' -R '*) exec /usr/sbin/sshd.real "$@" ;; esac
                if [ -e /started ] && [ ! -e /failed ]; then : >/failed; exit 1; fi
                : >/started
                exec -a /usr/sbin/sshd /usr/sbin/sshd.real "$@"
                END
                chmod 755 /usr/sbin/sshd
                """));
        var original = hosts.snapshot(0);

        assertThat(fleet.pushToAll()).isEqualTo(1);

        assertThat(fleet.printed()).as(fleet.said()).contains("sshd did not come back", "everything was put back");
        fleet.settles(0);
        fleet.admits(0);
        assertThat(hosts.snapshot(0)).isEqualTo(original);
        assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
        assertThat(hosts.ssh(0, "alice", "whoami").printed()).isEqualTo("alice");
    }

    @Test
    void aHostThatIsCutOffAtAnyStepIsInTheOldStateOrInTheNew() throws Exception {
        int steps = 18;
        start(6, Collections.nCopies(steps, AT_STEP));
        var original = hosts.onEach(hosts::snapshot);
        for (var how : List.of("cut", "kill")) {
            hosts.onEach(
                    host -> hosts.root(host, "rm -f /count; echo %d >/stop; echo %s >/how".formatted(host + 1, how)));

            assertThat(fleet.pushToAll("--confirm-within", "3")).isEqualTo(1);

            hosts.onEach(fleet::settles);
            hosts.onEach(fleet::admits);
            var after = hosts.onEach(hosts::snapshot);
            int cut = 0;
            for (int host = 0; host < steps; host++) {
                boolean isNew = hosts.root(host, "test ! -e /var/lib/nssmap/pushed || echo new")
                        .equals("new");
                if (isNew) {
                    assertThat(hosts.ssh(host, "alice", "whoami").printed()).isEqualTo("alice");
                } else {
                    cut++;
                    assertThat(after.get(host))
                            .as(how + " at step " + (host + 1))
                            .isEqualTo(original.get(host));
                }
            }
            // The plan has 11 paths; armed, prepared and switched are steps too.
            assertThat(cut).as(how + fleet.said()).isGreaterThanOrEqualTo(14);
        }
        hosts.onEach(host -> hosts.root(host, "rm -f /stop"));
        assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
        hosts.onEach(
                host -> assertThat(hosts.ssh(host, "alice", "whoami").printed()).isEqualTo("alice"));
    }

    @Test
    void theFirstStepWithAFailureIsTheLast() throws Exception {
        start(7, List.of("", "echo 'passwd: files [NOTFOUND=return]' >/etc/nsswitch.conf\n", "", ""));
        assertThat(fleet.with("-T", "120").pushToAll()).isEqualTo(5);

        assertThat(fleet.lineOf(0)).startsWith("okay:");
        assertThat(fleet.lineOf(1)).startsWith("fail:");
        assertThat(fleet.lineOf(2) + fleet.lineOf(3)).contains("skipped");
        assertThat(fleet.complained())
                .contains("2 were skipped")
                .containsPattern("to go back .* dt run:.*:ok nssmap rollback");
        hosts.onEach(fleet::admits);
    }
}
