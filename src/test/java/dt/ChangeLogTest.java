package dt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One change log for people and packager, in the form of deb-changelog(5). */
class ChangeLogTest {
    private static final Pattern ENTRY = Pattern.compile(
            "dt \\((?<version>[0-9.]+)\\) \\S+; urgency=\\w+\n\n(?: {2,}.*\n)+\n -- .+ <.+>  \\w{3}, .+ \\+0000\n");

    @Test
    void startsWithTheVersionOfThePom() throws Exception {
        var pom = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();

        var entry = ENTRY.matcher(Files.readString(Path.of("CHANGELOG")));

        assertThat(entry.lookingAt()).isTrue();
        assertThat(entry.group("version")).isEqualTo(pom.group(1));
    }
}
