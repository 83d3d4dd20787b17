package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "All output on this page was printed by the demo hosts." */
@Timeout(240)
class DocumentsIT {
    @TempDir
    Path folder;

    /** @param least so many examples there are at least: a page whose examples are not found shows none */
    @ParameterizedTest
    @CsvSource({
        "README.md, 8",
        "GUIDE.md, 40",
        "UPGRADING.md, 10",
        "src/main/man/dt.1, 8",
        "src/main/man/dt-agent.1, 3",
        "src/main/man/dt-hosts.5, 5",
        "src/main/man/dt-modules.7, 5"
    })
    void whatThePageShowsIsWhatTheDemoHostsAnswer(Path page, int least) throws Exception {
        try (var home = FleetHome.in(folder).withInventory()) {
            check(page, least, home::types);
        }
    }

    /** Plays a page; where it is not as it has to be, leaves one that is. */
    static void check(Path page, int least, Document.Shell shell) throws Exception {
        var written = Files.readString(page);

        var seen =
                page.toString().endsWith(".md") ? Document.markdown(written, shell) : Document.manual(written, shell);

        assertThat(seen.examples()).isGreaterThanOrEqualTo(least);
        var now = Path.of("target/documents").resolve(page.getFileName());
        Files.createDirectories(now.getParent());
        Files.writeString(now, seen.page());
        assertThat(seen.page()).as("what dt does, now in " + now).isEqualTo(written);
    }
}
