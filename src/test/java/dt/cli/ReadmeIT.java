package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.demo.DemoFleet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** "All output on this page was printed by the demo hosts." */
@Timeout(240)
class ReadmeIT {
    @TempDir
    Path folder;

    /** A line typed in a shell, and what the page says it prints. */
    private record Example(String typed, List<String> prints) {}

    @Test
    void whatThePageShowsIsWhatTheDemoHostsAnswer() throws Exception {
        var examples = examples(Files.readAllLines(Path.of("README.md")));
        assertThat(examples).hasSizeGreaterThan(7);

        try (var fleet = DemoFleet.start(folder)) {
            putOnPath(fleet);
            int status = 0;
            for (var example : examples) {
                if (example.typed().equals("echo $?")) {
                    assertThat(example.prints()).containsExactly(String.valueOf(status));
                    continue;
                }
                var output = folder.resolve("output");
                status = type(example.typed(), output);
                // Lines of hosts come as the hosts end.
                assertThat(Files.readAllLines(output))
                        .as("$ " + example.typed())
                        .containsExactlyInAnyOrderElementsOf(example.prints());
            }
        }
    }

    private static List<Example> examples(List<String> page) {
        var examples = new ArrayList<Example>();
        boolean within = false;
        for (var line : page) {
            if (line.startsWith("```")) {
                within = false;
            } else if (line.startsWith("$ ")) {
                within = true;
                examples.add(new Example(line.substring(2), new ArrayList<>()));
            } else if (within) {
                examples.getLast().prints().add(line);
            }
        }
        return examples;
    }

    private void putOnPath(DemoFleet fleet) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var words = fleet.options().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        var script = "#!/bin/sh\nexec %s -cp '%s' --enable-native-access=ALL-UNNAMED dt.cli.Main %s \"$@\"\n"
                .formatted(java, System.getProperty("java.class.path"), words);
        var program = Files.writeString(folder.resolve("dt"), script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int type(String line, Path output) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("/bin/sh", "-c", line)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        var shell = builder.start();
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).as(line).isTrue();
        return shell.exitValue();
    }
}
