package dt.module.nssmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Input;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of dt nssmap: what is wrong with them is said before any host is contacted. */
class NssmapTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMpfeDL/UM69xYyojtz3bSFbjwG4dfLz42mlo+FNO+m+ anna@home\n";

    @TempDir
    Path folder;

    private Path roster;

    @BeforeEach
    void files() throws Exception {
        roster = Files.createDirectory(folder.resolve("roster"));
        Files.writeString(roster.resolve("anna"), "# two\n" + KEY + "\nrestrict " + KEY);
    }

    private void prepare(String... words) throws UsageException {
        new Nssmap(folder, _ -> Optional.empty(), (_, _) -> Optional.empty())
                .prepare(new Request(List.of(words), Input.EMPTY, null));
    }

    private void refused(String why, String... words) {
        assertThatThrownBy(() -> prepare(words))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void rightWordsAreTaken() throws Exception {
        prepare("push");
        prepare("push", "--roster=roster", "--dry-run", "--confirm-within", "20");
        prepare("status");
        prepare("check", "roster");
        prepare("rollback", "--force");
        prepare("remove", "--dry-run");
        prepare("migrate", "--roster", "roster");
    }

    @Test
    void wrongWordsSayWhatIsRight() {
        refused("nssmap needs a verb: push, status");
        refused("nssmap has no verb psuh; it has push", "psuh");
        refused("nssmap status has no option --conf", "status", "--conf", "x");
        refused("nssmap push has no option --rooster; it has --conf", "push", "--rooster", "x");
        refused("--conf needs a value", "push", "--conf");
        refused("nssmap push takes no word roster", "push", "roster");
        refused("takes seconds from 1 to 9999, not \"0\"", "push", "--confirm-within", "0");
    }

    @Test
    void aWrongConfigIsSaidWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("conf"), Config.USUAL + "requrie = key\n");
        refused("conf:6:1: ", "push", "--conf", "conf");
        refused("cannot read the config nowhere: there is no such file or folder; check", "push", "--conf", "nowhere");
    }

    @Test
    void aRosterHoldsKeysOfUsersThatCanBe() throws Exception {
        Files.writeString(roster.resolve("anna"), "AAAA no key");
        refused("roster/anna has a line that is no public key", "push", "--roster", "roster");
        Files.writeString(roster.resolve("anna"), KEY);
        Files.writeString(roster.resolve("postgres"), KEY);
        refused("roster/postgres would map nobody", "push", "--roster", "roster");
        Files.delete(roster.resolve("postgres"));
        Files.writeString(roster.resolve("Anna Smith"), KEY);
        refused("roster/Anna Smith would map nobody", "push", "--roster", "roster");
        refused("cannot read the roster nowhere: there is no such file or folder; ", "push", "--roster", "nowhere");
    }

    @Test
    void twoNamesOfOneUidAreRefusedWithThePinThatSettlesIt() throws Exception {
        Files.writeString(
                folder.resolve("conf"), Config.USUAL.replace("2000200000-2147352575", "2000000000-2000000000"));
        Files.writeString(roster.resolve("bert"), KEY);

        assertThatThrownBy(() -> prepare("push", "--conf", "conf", "--roster", "roster"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("2000000000");
    }

    @Test
    void aRosterNeedsAFolderOfKeys() throws Exception {
        Files.writeString(folder.resolve("conf"), "virtual:*:15000:15000:v:/home/virtual:/bin/sh\n");
        refused("--roster needs a config with keys = FOLDER/%u", "push", "--conf", "conf", "--roster", "roster");
        refused("migrate goes to a UID for each name", "migrate", "--conf", "conf");
    }

    @Test
    void theUsualConfigIsThatOfTheManual() throws Exception {
        var page = Files.readString(Path.of("src/main/man/dt-nssmap.1"));

        assertThat(page).contains(Config.USUAL);
        assertThat(Config.of("usual", Config.USUAL).passwd("alice"))
                .isEqualTo("alice:*:2038123364:2038123364:virtual user for nss_map:/home/virtual/alice:/bin/bash");
    }

    @Test
    void theScriptIsOneThatAShellTakes() throws Exception {
        var config = Config.of("usual", Config.USUAL);
        var script = new Payload()
                .with("token", "it's")
                .config(config)
                .library(new byte[50_000])
                .file("roster", "anna\n".getBytes(StandardCharsets.US_ASCII))
                .script();
        var file = Files.write(folder.resolve("nssmap"), script);
        var words = new ArrayList<>(List.of("sh", "-n", file.toString()));

        var shell = new ProcessBuilder(words).redirectErrorStream(true).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
    }
}
