package dt.sshconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "what happened: why; what to do", with the file and the line. */
class MessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Port 0                    | bad value '0' of port; a port is between 1 and 65535",
                "Port                      | port has no value",
                "Port 1 2                  | port has extra arguments, from '2' on; put quotes around a value with blanks",
                "User \"ann                | a quote is not closed in '\"ann'; add the other one",
                "Compression maybe         | bad value 'maybe' of compression; it must be one of yes, no",
                "ConnectTimeout 5x         | bad value '5x' of connecttimeout; write a time like 30, 10m or 1h30m",
                "Ciphers aes129-ctr        | bad value 'aes129-ctr' of ciphers; ssh -Q ciphers prints the names there are",
                "ProxyJump a,@b            | bad value '@b' of proxyjump; write [user@]host[:port], with commas between hosts",
                "SetEnv A                  | bad value 'A' of setenv; write NAME=value",
                "SendEnv A=1               | bad value 'A=1' of sendenv; name variables, without values",
                "UserKnownHostsFile none a | bad value 'none' of userknownhostsfile; it must stand alone",
                "Host \"\"                 | host has an empty pattern",
                "Match                     | match has no value",
                "Match host                | match host has no value",
                "Match all user x          | match all cannot stand with other conditions",
                "Match tagged x            | unknown condition of match 'tagged'; dt knows all, host, originalhost, user, "
                        + "localuser, exec, canonical and final",
                "IdentityAgent ${NOPE}     | the variable 'NOPE' is not set; set it or take it out of '${NOPE}'",
                "HostName %q               | unknown token %q in '%q'; write %% for a percent sign",
                "IdentityFile /a/%         | a % at the end of '/a/%'; write %% for a percent sign",
                "UserKnownHostsFile ${A    | '${A' has ${ without }",
                "IdentityFile ~nobody-here/k | no user 'nobody-here' for ~; write the whole path",
                "HostKeyAlgorithms !ssh-rsa | a list of algorithms has no !: '!ssh-rsa'",
                "CASignatureAlgorithms ssh-ed25519-cert-v01@openssh.com | no algorithm is left by "
                        + "'ssh-ed25519-cert-v01@openssh.com'",
                "ProxyJump web             | web is its own jump host; write ProxyJump none for it in front of this",
            })
    void aWrongLineIsNamedWithItsPlaceAndACure(String line, String message) throws Exception {
        assertThatThrownBy(() -> new Scratch(folder).resolve("# one\n" + line, Query.of("web")))
                .isInstanceOf(SshConfigException.class)
                .hasMessage(folder.resolve("config") + ":2: " + message);
    }

    @Test
    void aWrongLineOfAnIncludedFileIsNamedThere() throws Exception {
        var scratch = new Scratch(folder);
        var included = scratch.write("home/.ssh/more", "\n\nPort banana\n");

        assertThatThrownBy(() -> scratch.load("Include more\n"))
                .hasMessage(included + ":3: bad value 'banana' of port; a port is between 1 and 65535");
    }

    @Test
    void anIncludeLoopEnds() throws Exception {
        var scratch = new Scratch(folder);
        var loop = scratch.write("home/.ssh/loop", "Include loop\n");

        assertThatThrownBy(() -> scratch.load("Include loop\n"))
                .hasMessage(loop + ": includes are more than 16 deep; does a file include itself?");
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws Exception {
        var scratch = new Scratch(folder);
        var file = scratch.write("home/.ssh/config", "Port 2201\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(() -> SshConfig.load(scratch.standard()))
                .hasMessage(file + ": bad owner or permissions: others can write to it; chmod go-w it");
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        var scratch = new Scratch(folder);
        var file = scratch.write("home/.ssh/config", "Port 2201\n");
        Files.setAttribute(file, "unix:uid", 54321);

        assertThatThrownBy(() -> SshConfig.load(scratch.standard()))
                .hasMessage(file + ": bad owner or permissions: it belongs to another user; chown it");
    }

    @Test
    void aFileNamedOnTheCommandLineMayBeOpenToOthersButMustBeThere() throws Exception {
        var scratch = new Scratch(folder);
        var file = scratch.write("open", "Port 2201\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        var open = SshConfig.load(Sources.file(scratch.local(), "open"));

        assertThat(open.resolve(Query.of("web")).port()).isEqualTo(2201);
        assertThatThrownBy(() -> SshConfig.load(Sources.file(scratch.local(), "absent")))
                .hasMessage("absent: cannot be read: no such file; name another file, or none");
    }

    @Test
    void aWrongOptionIsNamed() throws Exception {
        var sources = Sources.file(new Scratch(folder).local(), "none").withOptions(List.of("Port=x"));

        assertThatThrownBy(() -> SshConfig.load(sources))
                .hasMessage("ssh option \"Port=x\": bad value 'x' of port; a port is between 1 and 65535");
    }

    @Test
    void aWrongJumpOfTheInventoryIsNamed() throws Exception {
        var config = new Scratch(folder).load("");

        assertThatThrownBy(() -> config.resolve(Query.of("web").withJump("b:x")))
                .hasMessage("jump of the host: bad value 'b:x' of jump; write [user@]host[:port], "
                        + "with commas between hosts");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() throws Exception {
        assertThatThrownBy(() -> new Scratch(folder).load("Port \033[31m\n"))
                .message()
                .doesNotContain("\033")
                .contains("?[31m");
    }

    @Test
    void misspeltKeywordsAreReportedAndUnknownOnesIgnored() throws Exception {
        var config = new Scratch(folder).load("""
                        Prot 2201
                        SomethingElseEntirely yes
                        IdentitiyFile /k
                        Protocol 2
                        ForwardAgent yes
                        IgnoreUnknown Usr
                        Usr bob
                        """);

        assertThat(config.warnings())
                .containsExactly(
                        folder.resolve("config") + ":1: unknown keyword 'Prot' is ignored; did you mean Port?",
                        folder.resolve("config")
                                + ":3: unknown keyword 'IdentitiyFile' is ignored; did you mean IdentityFile?");
        assertThat(config.resolve(Query.of("web")).port()).isEqualTo(22);
    }
}
