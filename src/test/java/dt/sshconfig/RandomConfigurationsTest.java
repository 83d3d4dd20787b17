package dt.sshconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Configurations that nobody thought of: the same answer as ssh, and an end of every reading. */
class RandomConfigurationsTest {
    private static final String[] NAMES = {
        "web", "web01", "db", "DB", "a.example.net", "10.0.0.1", "w*", "*", "?b", "web??"
    };
    private static final List<String> SINGLE = List.of(
            "User bob",
            "User \"al\"ice",
            "User bob # why",
            "Port 2201",
            "Port=2202",
            "HostName %h.example.net",
            "HostName 10.0.0.1",
            "HostName DB",
            "HostKeyAlias Alias",
            "IdentityFile ~/.ssh/a",
            "IdentityFile %d/%h",
            "IdentityFile 'a b' ",
            "CertificateFile c",
            "IdentitiesOnly yes",
            "IdentityAgent %d/%r",
            "IdentityAgent none",
            "UserKnownHostsFile ~/k/%h %k",
            "UserKnownHostsFile none",
            "GlobalKnownHostsFile g1 g2",
            "ProxyJump j1,u@j2:33",
            "ProxyJump none",
            "ProxyCommand nc %h %p",
            "ProxyCommand none",
            "SendEnv LC_* A",
            "SendEnv -L*",
            "SetEnv A=1 B=2 A=3",
            "ConnectTimeout none",
            "ConnectTimeout 1m",
            "ServerAliveInterval 5s",
            "BatchMode yes",
            "StrictHostKeyChecking accept-new",
            "UpdateHostKeys ask",
            "RequestTTY no",
            "VerifyHostKeyDNS yes",
            "AddKeysToAgent confirm 5m",
            "Ciphers -aes*",
            "KexAlgorithms ^ecdh-sha2-nistp256",
            "MACs +hmac-md5",
            "HostKeyAlgorithms rsa-*",
            "PubkeyAuthentication unbound",
            "Compression yes",
            "ForwardAgent yes",
            "Protocol 2",
            "",
            "# remark");
    private static final List<String> WRONG =
            List.of("Port 0", "User", "User \"x", "Compression maybe", "HostName %x", "Match", "Host \"\"", "SetEnv A");

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("dt-sshconfig");
        Files.writeString(
                folder.resolve("one.inc"), "User one\nHost db\n  Port 2301\nMatch final\n  HashKnownHosts yes\n");
        Files.writeString(folder.resolve("two.inc"), "Match host web*\n  CheckHostIP yes\nMatch all\n  Port 2302\n");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 60)
    void aRandomConfigurationMeansWhatSshSays(
            @ForAll("configurations") List<String> lines, @ForAll("hosts") String host) throws Exception {
        var config = folder.resolve("config");
        var text = String.join("\n", lines).replace("@DIR@", folder.toString());
        Files.writeString(config, text);

        assertThat(RealSsh.ofDt(config, List.of(), Query.of(host), folder))
                .as(text)
                .isEqualTo(RealSsh.ofSsh(config, List.of(), Query.of(host), folder));
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("web", "web01", "db", "DB", "a.example.net", "10.0.0.1");
    }

    @Provide
    Arbitrary<List<String>> configurations() {
        var good = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(SINGLE)),
                Tuple.of(4, hostLines()),
                Tuple.of(4, matchLines()),
                Tuple.of(1, Arbitraries.of("Include @DIR@/one.inc", "Include @DIR@/*.inc")));
        var wrong = Arbitraries.of(WRONG).list().ofMinSize(0).ofMaxSize(1);
        // One in five has a wrong line somewhere.
        return Combinators.combine(
                        good.list().ofMinSize(1).ofMaxSize(25),
                        wrong,
                        Arbitraries.integers().between(0, 4))
                .as((lines, bad, dice) -> {
                    var all = new ArrayList<>(lines);
                    if (dice == 0) {
                        all.addAll(all.size() / 2, bad);
                    }
                    return all;
                });
    }

    private static Arbitrary<String> hostLines() {
        return negatable().list().ofMinSize(1).ofMaxSize(3).map(names -> "Host " + String.join(" ", names));
    }

    private static Arbitrary<String> negatable() {
        return Combinators.combine(Arbitraries.of("", "", "!"), Arbitraries.of(NAMES))
                .as(String::concat);
    }

    private static Arbitrary<String> matchLines() {
        var lists = negatable().list().ofMinSize(1).ofMaxSize(3).map(names -> String.join(",", names));
        var users = Arbitraries.of("bob", "root", "!bob,*", "one");
        var criterion = Arbitraries.oneOf(
                lists.map(list -> "host " + list),
                lists.map(list -> "originalhost " + list),
                users.map(list -> "user " + list),
                users.map(list -> "localuser " + list),
                Arbitraries.of("final", "canonical", "exec true", "exec false", "exec \"test %h = db\""));
        var negated =
                Combinators.combine(Arbitraries.of("", "", "!"), criterion).as(String::concat);
        var several = negated.list().ofMinSize(1).ofMaxSize(3).map(all -> "Match " + String.join(" ", all));
        return Arbitraries.oneOf(several, Arbitraries.of("Match all", "Match !all", "Match final all"));
    }

    /** "No crash, no hang": any bytes are read, or refused in one line. */
    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws Exception {
        readOrRefuse(bytes);
    }

    @Property(tries = 500)
    void anyTextOfPiecesIsReadOrRefused(@ForAll("pieces") String text) throws Exception {
        readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "Host",
                        "Match",
                        "Include",
                        "User",
                        "Port",
                        "ProxyJump",
                        "HostName",
                        "SetEnv",
                        "Ciphers",
                        "all",
                        "host",
                        "exec true",
                        "final",
                        "none",
                        "*",
                        "!",
                        "%",
                        "%h",
                        "${A}",
                        "${",
                        "~",
                        "~x/",
                        "\"",
                        "'",
                        "\\",
                        "#",
                        "=",
                        ",",
                        "[",
                        "]",
                        "@",
                        ":",
                        "ssh://",
                        "+",
                        "-",
                        "^",
                        " ",
                        "\t",
                        "\n",
                        "\r",
                        "\0",
                        "\u00e9",
                        "99999999999",
                        "1w",
                        "a*b*c*d*",
                        "/dev/null")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    private static void readOrRefuse(byte[] bytes) throws Exception {
        var config = folder.resolve("fuzz");
        Files.write(config, bytes);

        assertThatCode(() -> RealSsh.ofDt(config, List.of(), Query.of("web"), folder))
                .doesNotThrowAnyException();
        if (RealSsh.ofDt(config, List.of(), Query.of("web"), folder) instanceof RealSsh.Answer.Refused(var why)) {
            assertThat(why).isNotBlank().doesNotContain("\n").hasSizeLessThan(1000);
        }
    }

    @Property(tries = 20)
    void patternsOfManyStarsEndSoon(@ForAll("stars") String pattern) throws Exception {
        var config = folder.resolve("stars");
        Files.writeString(config, "Host " + pattern + "\n  User x\n");

        var query = Query.of("a".repeat(200));
        assertThat(CompletableFuture.supplyAsync(() -> answer(config, query))).succeedsWithin(Duration.ofSeconds(5));
    }

    @Provide
    Arbitrary<String> stars() {
        return Arbitraries.of("a*", "*a", "**", "?*")
                .list()
                .ofMinSize(20)
                .ofMaxSize(60)
                .map(p -> String.join("", p) + "b");
    }

    private static RealSsh.Answer answer(Path config, Query query) {
        try {
            return RealSsh.ofDt(config, List.of(), query, folder);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
