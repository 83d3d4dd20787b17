package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dt nssmap check FILE [ROSTER]}. */
class NssmapCheckTest {
    private static final String LINE = "virtual:*:15000:15000:virtual user:/home/virtual:/bin/bash\n";

    @TempDir
    Path home;

    private Caller caller;

    @BeforeEach
    void caller() {
        caller = Caller.at(home);
    }

    @Test
    void aRightConfigIsOkay() throws IOException {
        config(LINE + "uids = hash 2000200000-2147352575\n");

        assertThat(caller.types("nssmap", "check", "nssmap.conf")).isZero();
        assertThat(caller.printed()).isEqualTo("nssmap.conf: okay\n");
    }

    @Test
    void eachMistakeIsNamedWithLineAndColumn() throws IOException {
        config(LINE + "requrie = key\n  uids = some\n");

        assertThat(caller.types("nssmap", "check", "nssmap.conf")).isEqualTo(2);
        assertThat(caller.complained()).isEqualTo("""
                dt: nssmap.conf:2:1: unknown option requrie; did you mean require?
                dt: nssmap.conf:3:10: uids is either shared or hash LO-HI: hash 2000200000-2147352575
                """);
    }

    @Test
    void namesOfOneUidAreFoundAndThePinsSettleThem() throws IOException {
        var conf = LINE + "uids = hash 20000-20009\n";
        config(conf);
        Files.writeString(
                home.resolve("roster"),
                IntStream.range(0, 8).mapToObj(i -> "user" + i).collect(Collectors.joining("\n")));

        assertThat(caller.types("nssmap", "check", "nssmap.conf", "roster")).isEqualTo(2);
        var pins = caller.complained()
                .lines()
                .map(line -> line.substring(line.indexOf("pins = ")))
                .collect(Collectors.joining("\n"));
        config(conf + pins + "\n");
        assertThat(caller.types("nssmap", "check", "nssmap.conf", "roster")).isZero();
        assertThat(caller.printed()).isEqualTo("nssmap.conf: okay, 8 names\n");
    }

    @Test
    void aFolderOfKeyFilesIsARoster() throws IOException {
        config(LINE);
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/alice"), "");
        Files.writeString(home.resolve("keys/root"), "");

        assertThat(caller.types("nssmap", "check", "nssmap.conf", "keys")).isZero();
        assertThat(caller.complained())
                .isEqualTo("dt: keys: root is not mapped: it is a name of the system or a package\n");
    }

    @Test
    void aHostCalledNssmapIsStillAHost() throws IOException {
        var db = Files.writeString(home.resolve("hosts.yaml"), "hosts:\n  nssmap:\n    tags: [a]\n");

        assertThat(caller.types("-D", db.toString(), "nssmap", "list")).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:list:nssmap:a\n");
    }

    @Test
    void anAbsentFileIsNamed() {
        assertThat(caller.types("nssmap", "check", "nothing")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: nothing: there is no such file");
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve("nssmap.conf"), text);
    }
}
