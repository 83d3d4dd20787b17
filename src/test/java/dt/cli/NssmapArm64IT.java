package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * dt nssmap on arm64, as far as it goes here: a host that says aarch64 and whose lookups are by the glibc of arm64, which
 * qemu runs. Its sshd is this machine's, so nobody who is mapped logs in.
 */
@Timeout(600)
class NssmapArm64IT {
    private static final String SET_UP = """
            mkdir -p /usr/lib/aarch64-linux-gnu /opt/qemu
            cp libc.so.6 libnss_files.so.2 /usr/lib/aarch64-linux-gnu/
            cp ld-linux-aarch64.so.1 /lib/
            cp qemu/* /opt/qemu/
            cp getent.arm64 /usr/bin/
            mv /usr/bin/uname /usr/bin/uname.real
            cat >/usr/bin/uname <<'END'
            #!/bin/sh
            [ "$*" != -m ] || exec echo aarch64
            exec /usr/bin/uname.real "$@"
            END
            mv /usr/bin/getent /usr/bin/getent.amd64
            cat >/usr/bin/getent <<'END'
            #!/bin/sh
            exec /opt/qemu/ld-linux-x86-64.so.2 --library-path /opt/qemu /opt/qemu/qemu-aarch64 /usr/bin/getent.arm64 "$@"
            END
            chmod 755 /usr/bin/uname /usr/bin/getent
            """;

    @TempDir
    Path folder;

    @Test
    void theLibraryOfArm64GoesToAHostOfArm64AndAnswersThere() throws Exception {
        var files = Files.createDirectories(folder.resolve("hosts/files"));
        OpenSsh.run(
                List.of("aarch64-linux-gnu-gcc", "-o", files.resolve("getent.arm64") + "", "src/test/nssmap/getent.c"));
        OpenSsh.run(List.of("sh", "-c", """
                cd /usr/aarch64-linux-gnu/lib && cp libc.so.6 libnss_files.so.2 ld-linux-aarch64.so.1 "$0/" &&
                mkdir "$0/qemu" && qemu=$(command -v qemu-aarch64) &&
                cp -L "$qemu" $(ldd "$qemu" | grep -o '/[^ ]*') "$0/qemu/"
                """, files.toString()));

        try (var fleet = NssmapFleet.of(NssHosts.start(folder.resolve("hosts"), 12, List.of(SET_UP)), folder)) {
            var hosts = fleet.hosts;
            var original = fleet.withoutHomes(0);

            assertThat(fleet.pushToAll()).as(fleet.said()).isZero();

            assertThat(fleet.printed()).contains("confirmed by a new login");
            assertThat(hosts.root(0, "sha256sum </usr/lib/aarch64-linux-gnu/libnss_map.so.2"))
                    .startsWith(OpenSsh.run(List.of("sha256sum", "target/native/arm64/libnss_map.so.2"))
                            .substring(0, 64));
            assertThat(hosts.root(0, "getent passwd alice && getent passwd 2038123364 && getent group alice"))
                    .isEqualTo("""
                            alice:*:2038123364:2038123364:virtual user for nss_map:/home/virtual/alice:/bin/bash
                            alice:*:2038123364:2038123364:virtual user for nss_map:/home/virtual/alice:/bin/bash
                            alice:*:2038123364:""");
            fleet.admits(0);
            assertThat(fleet.pushToAll()).isZero();
            assertThat(fleet.printed()).contains(":unchanged: ");
            assertThat(fleet.onAll("remove")).as(fleet.said()).isZero();
            assertThat(fleet.withoutHomes(0)).isEqualTo(original);
        }
    }
}
