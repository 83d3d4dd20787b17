package dt.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.inventory.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ec2:} against a stand-in for the {@code aws} command that keeps the words it was called with. */
@Timeout(20)
class Ec2Test {
    private static final String TWO_RUNNING = """
            {"Reservations": [
              {"Instances": [{"InstanceId": "i-01", "PrivateIpAddress": "10.0.0.1", "PublicIpAddress": "198.51.100.1",
                 "Tags": [{"Key": "Name", "Value": "web1"}, {"Key": "role", "Value": "front end"}]}]},
              {"Instances": [{"InstanceId": "i-02", "PrivateIpAddress": "10.0.0.2", "PublicIpAddress": ""}]}
            ]}""";

    @TempDir
    Path folder;

    private record Caller(Path folder, Map<String, String> environment) implements Outside {
        @Override
        public InputStream standardInput() {
            return InputStream.nullInputStream();
        }

        @Override
        public Optional<List<Host>> earlierRun(String words) {
            return Optional.empty();
        }
    }

    @Test
    void instancesAreHostsWithTheirAddressAndTags() throws Exception {
        aws("cat answer.json", TWO_RUNNING);

        var hosts = running("ec2:web1");

        assertThat(hosts).extracting(Host::name).containsExactly("web1", "i-02");
        assertThat(hosts).extracting(host -> host.login().address()).containsExactly("198.51.100.1", "10.0.0.2");
        assertThat(hosts.getFirst().tags()).contains("role=front_end");
        assertThat(hosts.getFirst().vars()).containsEntry("instance", "i-01");
    }

    @Test
    void instancesOfOneNameAreToldApartByTheirIds() throws Exception {
        aws("cat answer.json", """
                {"Reservations": [{"Instances": [
                  {"InstanceId": "i-01", "PrivateIpAddress": "10.0.0.1", "Tags": [{"Key": "Name", "Value": "web"}]},
                  {"InstanceId": "i-02", "PrivateIpAddress": "10.0.0.2", "Tags": [{"Key": "Name", "Value": "web"}]},
                  {"InstanceId": "i-03", "PrivateIpAddress": "10.0.0.3", "Tags": [{"Key": "Name", "Value": "db"}]}
                ]}]}""");

        assertThat(running("ec2:web")).extracting(Host::name).containsExactly("web.i-01", "web.i-02", "db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ec2:web1            | Name=tag:Name,Values=web1
            ec2:tag=role=web    | Name=tag:role,Values=web
            ec2:tag=role        | Name=tag-key,Values=role
            ec2:sec=front       | Name=instance.group-name,Values=front
            ec2:vpc-id=vpc-1    | Name=vpc-id,Values=vpc-1
            ec2:`id`;$HOME      | Name=tag:Name,Values=`id`;$HOME
            """)
    void theFilterIsOneWordThatNoShellReads(String selector, String filter) throws Exception {
        aws("printf '%s\\n' \"$@\" >words; cat answer.json", TWO_RUNNING);

        running(selector);

        assertThat(Files.readAllLines(folder.resolve("words")))
                .containsExactly(
                        "ec2",
                        "describe-instances",
                        "--output",
                        "json",
                        "--filters",
                        "Name=instance-state-name,Values=running",
                        filter);
    }

    @Test
    void itsCredentialsAreTheCallersAndNothingElse() throws Exception {
        aws("env >variables; cat answer.json", TWO_RUNNING);

        running("ec2:web1");

        assertThat(Files.readAllLines(folder.resolve("variables")))
                .contains("AWS_PROFILE=test")
                .noneMatch(line -> line.startsWith("HOME="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo 'Unable to locate credentials.' >&2; exit 255 | aws ended with 255: Unable to locate credentials.
            exit 1                                             | aws ended with 1: it said nothing
            printf 'a\\033[2Jb\\n' >&2; exit 1                 | aws ended with 1: a?[2Jb
            echo no json                                       | aws printed something that is no list of instances; try the same with aws ec2
            echo '[1,2]'                                       | aws printed something that is no list of instances; try the same with aws ec2
            echo '{"Reservations":"x"}'                        | aws printed something that is no list of instances; try the same with aws ec2
            """)
    void whatGoesWrongIsToldInOneSentence(String script, String message) throws Exception {
        aws(script, "");

        assertThatThrownBy(() -> running("ec2:web1"))
                .isInstanceOf(SelectorException.class)
                .hasMessage(message);
    }

    @Test
    void nothingRunningIsAnEmptySet() throws Exception {
        aws("cat answer.json", "{\"Reservations\": []}");

        assertThat(running("ec2:web1")).isEmpty();
    }

    private List<Host> running(String selector) throws SelectorException, InterruptedException {
        var caller = new Caller(folder, Map.of("PATH", folder + ":/usr/bin:/bin", "AWS_PROFILE", "test"));
        return Selectors.resolve(Selectors.parse(selector), Inventory.of(List.of()), caller);
    }

    private void aws(String script, String answer) throws IOException {
        Files.writeString(folder.resolve("answer.json"), answer);
        var program = Files.writeString(folder.resolve("aws"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
