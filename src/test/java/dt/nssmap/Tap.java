package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs programs that speak the Test Anything Protocol: each of their claims becomes a test. */
final class Tap {
    private Tap() {}

    static Stream<DynamicTest> run(List<String> words) throws IOException, InterruptedException {
        var output = output(words);
        var tests = new ArrayList<DynamicTest>();
        var lines = output.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("ok ")) {
                tests.add(DynamicTest.dynamicTest(claim(line), () -> {}));
            } else if (line.startsWith("not ok ")) {
                var more = String.join("\n", lines.subList(i, Math.min(i + 6, lines.size())));
                tests.add(DynamicTest.dynamicTest(claim(line), () -> fail(more)));
            }
        }
        int count = tests.size();
        tests.add(DynamicTest.dynamicTest(
                "every claim was made: " + words.getLast(),
                () -> assertThat(output.lines()).as(output).contains("1.." + count)));
        return tests.stream();
    }

    /** What the program says, both streams together; it ends within five minutes or is ended. */
    static String output(List<String> words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var watch = Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        watch.interrupt();
        return output;
    }

    private static String claim(String line) {
        return line.substring(line.indexOf(" - ") + 3);
    }
}
