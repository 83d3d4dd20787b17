package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Path;
import java.util.List;
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

    /** Alpine: its getconf knows nothing of glibc. */
    private static final String MUSL = """
            rm /etc/os-release; printf 'ID=alpine\\n' >/etc/os-release
            rm /usr/bin/getconf; printf '#!/bin/sh\\necho getconf: GNU_LIBC_VERSION: unknown variable >&2\\nexit 1\\n' >/usr/bin/getconf
            chmod 755 /usr/bin/getconf
            """;

    /** RHEL 6. */
    private static final String OLD = """
            rm /usr/bin/getconf; printf '#!/bin/sh\\necho glibc 2.12\\n' >/usr/bin/getconf
            chmod 755 /usr/bin/getconf
            """;

    /** A distribution whose PAM is not known. */
    private static final String STRANGE = "rm /etc/os-release; echo ID=gentoo >/etc/os-release\n";

    @TempDir
    Path folder;

    @Test
    void authselectAndUsrEtcAreKeptAndComeBackByteForByte() throws Exception {
        try (var fleet = NssmapFleet.of(
                        NssHosts.start(folder.resolve("hosts"), 8, List.of(REDHAT, SUSE, STRANGE, MUSL, OLD)), folder)
                .with("-q", "-T", "120", "--batch", "100%")) {
            var hosts = fleet.hosts;
            var original = hosts.onEach(fleet::withoutHomes);

            assertThat(fleet.pushToAll()).isEqualTo(1);

            assertThat(fleet.printed())
                    .as(fleet.printed())
                    .contains("okay::dt:nssmap:" + hosts.address(0), "okay::dt:nssmap:" + hosts.address(1))
                    .contains("neither Debian, Ubuntu, the RHEL family nor SUSE (gentoo");
            assertThat(fleet.lineOf(3)).contains("no 64-bit glibc", "musl (Alpine) has no name service switch");
            assertThat(fleet.lineOf(4)).contains("this host has glibc 2.12; libnss_map needs glibc 2.17 or later");
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

            fleet.pushToAll();
            assertThat(fleet.printed()).contains(hosts.address(0) + ":unchanged", hosts.address(1) + ":unchanged");
            fleet.onAll("remove");
            assertThat(hosts.onEach(fleet::withoutHomes)).as(fleet.printed()).isEqualTo(original);
        }
    }
}
