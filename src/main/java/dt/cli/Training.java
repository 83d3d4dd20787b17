package dt.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cache of classes is made from: calls that people make every day, and then the demo, which ends the process.
 * The JVM writes down what they load. Called by train-cache with a home folder of its own; no part of what dt does.
 */
final class Training {
    private static final List<List<String>> CALLS = List.of(
            List.of("hosts", "tag:web,web[01-02],-db2"),
            List.of("hosts", "-v", "web01"),
            List.of("hosts", "-o", "json", "tag:db"),
            List.of("expand", "web[01-12/3]"),
            List.of("fold", "web01", "web02"),
            List.of("completion", "words", "--", "tag:"),
            List.of("completion", "words", "--", "web0"),
            List.of("completion", "words", "--", "all", "s"),
            List.of("completion", "words", "--", "-"),
            List.of("modules"),
            List.of("runs"),
            List.of("--help"),
            List.of("nosuch:tag", "ssh", "date"));

    private Training() {}

    static void main(String[] args) throws IOException {
        var home = Path.of(System.getenv("HOME"));
        var inventory = Files.writeString(home.resolve("hosts.yaml"), """
                defaults: {user: ops, port: 2222}
                hosts:
                  web[01-12]: {address: '192.0.2.[1-12]', tags: [linux, web]}
                  db[1-3]:
                    tags: [linux, db]
                    jump: web01
                """);
        for (var words : CALLS) {
            var all = new ArrayList<>(List.of("-D", inventory.toString()));
            all.addAll(words);
            // What they say is of no interest, and a call that fails only teaches less.
            var _ = Dt.run(words.getFirst().equals("completion") ? completion(inventory, words) : all, caller(home));
        }
        Main.main("demo");
    }

    private static List<String> completion(Path inventory, List<String> words) {
        var all = new ArrayList<>(words);
        all.addAll(all.indexOf("--") + 1, List.of("-D", inventory.toString()));
        return all;
    }

    private static Surroundings caller(Path home) {
        return new Surroundings(
                System.getenv(),
                home,
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Terminal.NONE,
                Prompt.NOBODY,
                new Interrupt());
    }
}
