package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** add, tag and rm as typed. */
@Timeout(60)
class WritersTest {
    @TempDir
    Path home;

    @Test
    void aHostIsAddedTaggedAndRemoved() throws Exception {
        var caller = Caller.at(home);
        var file = home.resolve(".config/dt/hosts.d/90-managed.yaml");

        assertThat(caller.types("root@web[1-2]:2222", "add", "web", "linux"))
                .as(caller.complained())
                .isZero();
        assertThat(caller.printed().lines())
                .contains(
                        "okay::dt:add:root@web1%3A2222:added to " + file,
                        "okay::dt:add:root@web2%3A2222:added to " + file);
        assertThat(caller.types("web1", "tag", "+new", "-web"))
                .as(caller.complained())
                .isZero();
        assertThat(caller.types("all", "tag")).isZero();
        assertThat(caller.printed().lines())
                .containsExactlyInAnyOrder("okay::dt:tag:web1:linux new", "okay::dt:tag:web2:linux web");
        assertThat(caller.types("web2", "rm")).isZero();

        assertThat(file).hasContent("""
                # Written by dt add, dt tag and dt rm. Write other hosts into other files: this one is made anew each time.
                hosts:
                  web1:
                    port: 2222
                    user: root
                    tags: [linux, new]
                """);
        assertThat(caller.types("web9", "rm")).isEqualTo(1);
        assertThat(caller.printed()).isEqualTo("fail::dt:rm:web9:the inventory does not have it\n");
    }

    @Test
    void pretendWritesNothing() {
        var caller = Caller.at(home);

        assertThat(caller.types("-p", "web1", "add", "web")).isZero();

        assertThat(home.resolve(".config")).doesNotExist();
        assertThat(Files.exists(home.resolve(".dtdb"))).isFalse();
    }

    @Test
    void aTagThatIsNoneIsAMistake() {
        var caller = Caller.at(home);

        assertThat(caller.types("web1", "add", "a b")).isEqualTo(2);
        assertThat(caller.types("web1", "add", "-web")).isEqualTo(2);
        assertThat(caller.types("web1", "rm", "-rf")).isEqualTo(2);
        assertThat(caller.types("web1", "add", "--keyscn")).isEqualTo(2);
        assertThat(caller.complained())
                .isEqualTo("dt: add does not know \"--keyscn\"; dt help add tells what it takes\n");
        assertThat(caller.types("-D", "/dev/null", "web1", "add")).isEqualTo(2);
        assertThat(caller.complained())
                .isEqualTo("dt: /dev/null: dt does not write to this file; name the folder it is in, or a dtdb\n");
    }

    @Test
    void aHostOfKnownHostsKeepsItsPortWhenItIsAdded() throws Exception {
        var caller = Caller.at(home);
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "[web1]:2222 ssh-ed25519 AAAA\nweb2 ssh-ed25519 AAAA\n");

        assertThat(caller.types("web1", "tag", "web")).isEqualTo(1);
        assertThat(caller.types("root@web1:2222", "add", "web"))
                .as(caller.complained())
                .isZero();
        assertThat(caller.types("all", "list", "-v")).isZero();

        assertThat(caller.printed()).isEqualTo("okay::dt:list:web1:address=web1 port=2222 user=root tags=web\n");
    }

    @Test
    void eachWriterHasAFieldInJson() {
        var caller = Caller.at(home);
        var file = "\"file\":\"" + home.resolve(".config/dt/hosts.d/90-managed.yaml") + "\"}\n";

        caller.types("-o", "json", "web1", "add", "web");
        assertThat(caller.printed()).endsWith(file);
        caller.types("-o", "json", "web1", "tag", "new");
        assertThat(caller.printed()).endsWith(file);
        caller.types("-o", "json", "web1", "tag");
        assertThat(caller.printed()).endsWith("\"tags\":\"new web\"}\n");
        caller.types("-o", "json", "web1", "local", "true");
        assertThat(caller.printed()).endsWith("\"command\":\"true web1\"}\n");
        caller.types("-o", "json", "web1", "rm");
        assertThat(caller.printed()).endsWith(file);
    }

    @Test
    void aTagThatIsTakenAwayIsGoneWhateverTheFileIsCalled() throws Exception {
        var caller = Caller.at(home);
        var folder = Files.createDirectories(home.resolve(".config/dt/hosts.d"));
        Files.writeString(folder.resolve("web.yaml"), "hosts: {web1: {tags: [web, prod]}}\n");

        assertThat(caller.types("web1", "tag", "-prod")).as(caller.complained()).isZero();
        caller.types("web1", "tag");

        assertThat(caller.printed()).isEqualTo("okay::dt:tag:web1:web\n");
    }
}
