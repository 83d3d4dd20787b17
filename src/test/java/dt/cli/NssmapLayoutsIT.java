package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distributions that cannot be run here: their files as recorded, with programs in place of their own that do to these
 * files what those do. What lies below is Debian, so homes are not made.
 */
@Timeout(600)
class NssmapLayoutsIT {
    /** RHEL 9: authselect has written nsswitch.conf and PAM from a profile. */
    private static final String REDHAT = """
            rm /etc/os-release; printf 'ID="rhel"\\nID_LIKE="fedora"\\n' >/etc/os-release
            mkdir -p /usr/lib64/security /etc/authselect/custom /usr/share/authselect/default/sssd /var/lib/authselect
            : >/usr/lib64/security/pam_oddjob_mkhomedir.so
            printf 'passwd:     files sss systemd\\nshadow:     files\\ngroup:      files sss systemd\\nhosts: files dns\\n' \\
                >/usr/share/authselect/default/sssd/nsswitch.conf
            echo 'session optional pam_oddjob_mkhomedir.so {include if "with-mkhomedir"}' >/usr/share/authselect/default/sssd/system-auth
            cat >/usr/bin/authselect <<'END'
            #!/bin/sh
            conf=/etc/authselect/authselect.conf
            case $1 in
            current) tr '\\n' ' ' <$conf ;;
            create-profile)
                to=/etc/authselect/custom/$2
                mkdir $to && cp /usr/share/authselect/default/$4/nsswitch.conf $to/ &&
                    ln -s /usr/share/authselect/default/$4/system-auth $to/system-auth
                ;;
            select)
                profile=$2
                shift 2
                case $profile in custom/*) from=/etc/authselect/$profile ;; *) from=/usr/share/authselect/default/$profile ;; esac
                echo "$profile" >$conf
                for word in "$@"; do case $word in with-*) echo "$word" >>$conf ;; esac; done
                cp "$from/nsswitch.conf" /etc/authselect/nsswitch.conf
                : >/etc/authselect/system-auth
                case " $* " in *' with-mkhomedir '*) sed 's/ {.*//' "$from/system-auth" >/etc/authselect/system-auth ;; esac
                cp /etc/authselect/nsswitch.conf /etc/authselect/system-auth /var/lib/authselect/
                ln -sfn /etc/authselect/nsswitch.conf /etc/nsswitch.conf
                ln -sfn /etc/authselect/system-auth /etc/pam.d/system-auth
                ;;
            esac
            END
            chmod 755 /usr/bin/authselect
            authselect select sssd with-sudo
            """;

    /** SUSE: nsswitch.conf is the vendor's, below /usr/etc. */
    private static final String SUSE = """
            rm /etc/os-release; printf 'ID="sles"\\nID_LIKE="suse"\\n' >/etc/os-release
            mkdir -p /usr/etc; mv /etc/nsswitch.conf /usr/etc/nsswitch.conf
            cat >/usr/sbin/pam-config <<'END'
            #!/bin/sh
            echo 'session optional pam_mkhomedir.so umask=0077' >>/etc/pam.d/common-session
            END
            chmod 755 /usr/sbin/pam-config
            """;

    /** Alpine and others. */
    private static final String STRANGE = "rm /etc/os-release; echo ID=gentoo >/etc/os-release\n";

    @TempDir
    Path folder;

    @Test
    void authselectAndUsrEtcAreKeptAndComeBackByteForByte() throws Exception {
        try (var hosts = NssHosts.start(folder.resolve("hosts"), 8, List.of(REDHAT, SUSE, STRANGE))) {
            Files.copy(
                    Path.of(hosts.key() + ".pub"),
                    Files.createDirectories(folder.resolve("roster")).resolve("alice"));
            var caller = Caller.at(Files.createDirectories(folder.resolve("home")));
            var words = new ArrayList<>(List.of(
                    "-F",
                    hosts.config().toString(),
                    "-D",
                    "/dev/null",
                    "-q",
                    "-T",
                    "120",
                    "--batch",
                    "100%",
                    hosts.all(),
                    "nssmap"));
            var original = hosts.onEach(NssmapLayoutsIT.seen(hosts));

            assertThat(caller.types(and(words, "push", "--roster", "../roster")))
                    .isEqualTo(1);

            assertThat(caller.printed())
                    .as(caller.printed())
                    .contains("okay::dt:nssmap:" + hosts.address(0), "okay::dt:nssmap:" + hosts.address(1))
                    .contains("neither Debian, Ubuntu, the RHEL family nor SUSE (gentoo");
            assertThat(hosts.root(
                            0, "readlink /etc/nsswitch.conf; cat /etc/nsswitch.conf /etc/authselect/authselect.conf"))
                    .isEqualTo("""
                            /etc/authselect/nsswitch.conf
                            passwd:     files sss systemd map
                            shadow:     files map
                            group:      files sss systemd map
                            hosts: files dns
                            custom/nssmap
                            with-mkhomedir
                            with-sudo""");
            assertThat(hosts.root(0, "cat /etc/pam.d/system-auth"))
                    .isEqualTo("session optional pam_oddjob_mkhomedir.so");
            assertThat(hosts.root(
                            1,
                            "grep -c 'files map' /etc/nsswitch.conf; grep -c pam_mkhomedir /etc/pam.d/common-session"))
                    .isEqualTo("3\n1");
            for (int host : new int[] {0, 1}) {
                assertThat(hosts.ssh(host, "alice", "whoami").printed()).endsWith("alice");
            }

            caller.types(and(words, "push", "--roster", "../roster"));
            assertThat(caller.printed()).contains(hosts.address(0) + ":unchanged", hosts.address(1) + ":unchanged");
            caller.types(and(words, "remove"));
            assertThat(hosts.onEach(NssmapLayoutsIT.seen(hosts)))
                    .as(caller.printed())
                    .isEqualTo(original);
        }
    }

    private static NssHosts.Work<String> seen(NssHosts hosts) {
        return host -> hosts.snapshot(host)
                .lines()
                .filter(line -> !line.contains("home/virtual"))
                .collect(Collectors.joining("\n"));
    }

    private static String[] and(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
