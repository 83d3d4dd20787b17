package dt.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command lines that the manual pages, the FAQ and the README of dtools 4 (github.com/ajdiaz/dtools, 2008 to 2017)
 * show, and those of its help texts, give the result that is documented there. The cases are in a page of their own; what
 * differs says so and is in UPGRADING.md.
 */
@Timeout(240)
class CompatibilityIT {
    /** Stands for the aws command: two instances. */
    private static final String AWS = """
            #!/bin/sh
            echo "$@" >>"$HOME/aws.log"
            cat <<'END'
            {"Reservations": [{"Instances": [
              {"InstanceId": "i-1", "PublicDnsName": "ec2-1.compute.amazonaws.com", "PublicIpAddress": "192.0.2.1",
               "State": {"Name": "running"}, "Tags": [{"Key": "Name", "Value": "myhost-01"}]}]}]}
            END
            """;

    @TempDir
    Path folder;

    @Test
    void whatTheOriginalDocumentsHolds() throws Exception {
        try (var home = FleetHome.in(folder)) {
            aliases(home.path().resolve(".ssh/config"));
            var aws = Files.writeString(home.path().resolve(".bin/aws"), AWS);
            Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));

            DocumentsIT.check(Path.of("src/test/compatibility/dtools.md"), 60, home::types);
        }
    }

    /** The names that its documents use are hosts of the demo. */
    private static void aliases(Path config) throws Exception {
        var text = Files.readString(config);
        for (var alias : new String[][] {
            {"myhostlinux1.domain", "web1"},
            {"myhostlinux2.domain", "web2"},
            {"myhostlinux3.domain", "web3"},
            {"hostname", "db1"},
            {"blah", "db2"},
            {"host1", "cache1"},
            {"host2", "mail1"},
            {"other", "build1"}
        }) {
            text = text.replace("Host " + alias[1] + "\n", "Host " + alias[1] + " " + alias[0] + "\n");
        }
        Files.writeString(config, text);
    }
}
