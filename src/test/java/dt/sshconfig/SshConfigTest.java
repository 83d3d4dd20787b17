package dt.sshconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {
    @TempDir
    Path folder;

    @Test
    void theUsersFileWinsOverTheSystemsAndOptionsOverBoth() throws Exception {
        var scratch = new Scratch(folder);
        scratch.write("home/.ssh/config", "Port 2201\nUser own\nIdentityFile /own\n");
        scratch.write("etc/ssh_config", "Port 2202\nUser all\nCompression yes\nIdentityFile /own\nIdentityFile /all\n");

        var config = SshConfig.load(scratch.standard().withOptions(List.of("User=option")));
        var settings = config.resolve(Query.of("web"));

        assertThat(settings.port()).isEqualTo(2201);
        assertThat(settings.user()).isEqualTo("option");
        assertThat(settings.compression()).isTrue();
        // ssh keeps a key of each of the two files apart.
        assertThat(settings.identities().files()).extracting(Expanded::text).containsExactly("/own", "/own", "/all");
    }

    @Test
    void includesAreRelativeToTheFolderOfTheUserOrOfTheSystem() throws Exception {
        var scratch = new Scratch(folder);
        scratch.write("home/.ssh/config", "Include conf.d/*.conf ~/extra\n");
        scratch.write("home/.ssh/conf.d/a.conf", "User relative\n");
        scratch.write("home/extra", "Port 2201\n");
        scratch.write("etc/ssh_config", "Include ssh_config.d/*.conf\n");
        scratch.write("etc/ssh_config.d/b.conf", "Compression yes\n");

        var settings = SshConfig.load(scratch.standard()).resolve(Query.of("web"));

        assertThat(settings.user()).isEqualTo("relative");
        assertThat(settings.port()).isEqualTo(2201);
        assertThat(settings.compression()).isTrue();
    }

    @Test
    void theSystemsFileKnowsNoHome() throws Exception {
        var scratch = new Scratch(folder);
        var file = scratch.write("etc/ssh_config", "Include ~/x\n");

        assertThatThrownBy(() -> SshConfig.load(scratch.standard()))
                .hasMessage(file + ":1: bad value '~/x' of include; the system's configuration has no home; "
                        + "write the whole path");
    }

    @Test
    void withoutFilesThereAreSshsDefaults() throws Exception {
        var scratch = new Scratch(folder);

        var settings = SshConfig.load(scratch.standard()).resolve(Query.of("Web"));

        assertThat(settings.host()).isEqualTo("Web");
        assertThat(settings.hostName()).isEqualTo("web");
        assertThat(settings.user()).isEqualTo("ann");
        assertThat(settings.port()).isEqualTo(22);
        assertThat(settings.route()).isEqualTo(new Route.Straight());
        assertThat(settings.algorithms().kex().asked()).isFalse();
        assertThat(settings.identities().standard()).isTrue();
        assertThat(settings.identities().files().getFirst())
                .isEqualTo(new Expanded("~/.ssh/id_rsa", scratch.home() + "/.ssh/id_rsa"));
        assertThat(settings.hostKeys().userFiles())
                .extracting(Expanded::text)
                .containsExactly(scratch.home() + "/.ssh/known_hosts", scratch.home() + "/.ssh/known_hosts2");
    }

    @Test
    void theHomeThatIsGivenCountsAndNotThePasswordFiles() throws Exception {
        var settings = new Scratch(folder)
                .resolve("IdentityFile ~/k\nIdentityFile ~ann/k\nIdentityFile %d/k\n", Query.of("web"));

        assertThat(settings.identities().files())
                .extracting(Expanded::text)
                .containsOnly(folder + "/home/k")
                .hasSize(3);
    }

    @Test
    void filesAndCommandsAreExpandedForTheHost() throws Exception {
        var settings = new Scratch(folder, Map.of("KEYS", "/keys")).resolve("""
                        HostName %h.example.net
                        Port 2201
                        User bob
                        IdentityFile ${KEYS}/%r@%h-%n-%L-%u
                        CertificateFile ~/%k.pub
                        ProxyCommand nc %h %p %% $HOME
                        """, Query.of("web"));

        assertThat(settings.identities().keyFiles())
                .extracting(Expanded::text)
                .containsExactly("/keys/bob@web.example.net-web-desk-ann");
        assertThat(settings.identities().certificates())
                .extracting(Expanded::text)
                .containsExactly(folder + "/home/web.pub");
        assertThat(settings.route())
                .isEqualTo(new Route.Program(new Expanded("nc %h %p %% $HOME", "nc web.example.net 2201 % $HOME")));
    }

    @Test
    void jumpHostsAreHopsWithTheNearestFirst() throws Exception {
        var settings = new Scratch(folder)
                .resolve("ProxyJump ann@a:2201,[2001:db8::1]:2202,ssh://b%20b@c/,10.0.0.1", Query.of("web"));

        assertThat(settings.route())
                .isEqualTo(new Route.Jump(
                        "ann@a:2201,[2001:db8::1]:2202,ssh://b%20b@c/,[10.0.0.1]",
                        List.of(
                                new Route.Hop("ann", "a", 2201),
                                new Route.Hop(null, "2001:db8::1", 2202),
                                new Route.Hop("b b", "c", null),
                                new Route.Hop(null, "10.0.0.1", null))));
    }

    @Test
    void straightIsStraightWhateverSshConfigSays() throws Exception {
        var config = new Scratch(folder).load("Host a\n  ProxyJump gate\nHost b\n  ProxyCommand nc %h %p\n");

        for (var straight : List.of("", "none")) {
            assertThat(config.resolve(Query.of("a").withJump(straight)).route()).isEqualTo(new Route.Straight());
            assertThat(config.resolve(Query.of("b").withJump(straight)).route()).isEqualTo(new Route.Straight());
        }
    }

    @Test
    void anAddressOfTheInventoryIsTakenAsItStands() throws Exception {
        var settings = new Scratch(folder).resolve("", Query.of("web").withHostName("fe80::0001%eth0"));

        assertThat(settings.hostName()).isEqualTo("fe80::1%eth0");
    }

    @Test
    @Timeout(10)
    void aMatchExecThatHangsIsEnded() throws Exception {
        var scratch = new Scratch(folder, Map.of("PATH", "/usr/bin:/bin"));
        var file = scratch.write("config", "Match exec \"sleep 100\"\n  Port 2201\n");
        var config = SshConfig.load(Sources.file(scratch.local(), file.toString()), Duration.ofMillis(200));

        assertThatThrownBy(() -> config.resolve(Query.of("web")))
                .hasMessage(file + ":1: match exec 'sleep 100' still runs after 0.2 s; make it quicker");
    }

    @Test
    void aCommandOfMatchExecRunsOnceForAllHosts() throws Exception {
        var log = folder.resolve("log");
        var config = new Scratch(folder, Map.of("PATH", "/usr/bin:/bin"))
                .load("Match host web* exec \"echo ran >>" + log + "; test $PWD = " + folder + "\"\n  Port 2201\n");

        for (var host : List.of("db", "web1", "web2", "web3")) {
            assertThat(config.resolve(Query.of(host)).port()).isEqualTo(host.equals("db") ? 22 : 2201);
        }

        assertThat(Files.readAllLines(log)).containsExactly("ran");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void tenThousandHostsAreResolvedThroughOneConfiguration() throws Exception {
        var text = new StringBuilder();
        for (int at = 0; at < 1000; at++) {
            text.append("Host web%04d\n  Port %d\n".formatted(at, 3000 + at));
        }
        var config = new Scratch(folder).load(text + "Match host web* user ann\n  Compression yes\n");

        for (int at = 0; at < 10_000; at++) {
            var settings = config.resolve(Query.of("web%04d".formatted(at)));
            assertThat(settings.port()).isEqualTo(at < 1000 ? 3000 + at : 22);
        }
    }

    @Test
    void sentVariablesAreThoseOfTheCallerThatMatchAndThoseThatAreSet() throws Exception {
        var settings = new Scratch(folder).resolve("SendEnv LC_* EDITOR\nSetEnv LC_ALL=C NEW=a=b", Query.of("web"));

        assertThat(settings.environment(Map.of("LC_ALL", "de", "LC_TIME", "en", "HOME", "/x")))
                .containsExactly(Map.entry("LC_ALL", "C"), Map.entry("LC_TIME", "en"), Map.entry("NEW", "a=b"));
    }

    @Test
    void theAgentIsFoundByPathByVariableOrNotAtAll() throws Exception {
        var environment = Map.of("SSH_AUTH_SOCK", "/usual", "OTHER", "/other");
        var config = new Scratch(folder).load("""
                        Host path
                          IdentityAgent ~/agent
                        Host variable
                          IdentityAgent $OTHER
                        Host unset
                          IdentityAgent $NOTHING
                        Host none
                          IdentityAgent none
                        Host usual
                          IdentityAgent SSH_AUTH_SOCK
                        """);

        assertThat(agent(config, "path", environment)).isEqualTo(folder + "/home/agent");
        assertThat(agent(config, "variable", environment)).isEqualTo("/other");
        assertThat(agent(config, "unset", environment)).isEqualTo("no agent");
        assertThat(agent(config, "none", environment)).isEqualTo("no agent");
        assertThat(agent(config, "usual", environment)).isEqualTo("/usual");
        assertThat(agent(config, "unsaid", environment)).isEqualTo("/usual");
        assertThat(agent(config, "unsaid", Map.of())).isEqualTo("no agent");
    }

    private static String agent(SshConfig config, String host, Map<String, String> environment) throws Exception {
        return config.resolve(Query.of(host))
                .identities()
                .agentSocket(environment)
                .orElse("no agent");
    }
}
