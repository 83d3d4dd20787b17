package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** The committed scripts in the shells themselves, where TAB is pressed. */
@Timeout(240)
class CompletionIT {
    private static final Path SCRIPTS = Path.of("completions").toAbsolutePath();
    private static final String HOSTILE = "evil$(id>pwned)";

    @TempDir
    Path folder;

    private Tmux terminal;
    private String run;

    @BeforeEach
    void open() throws Exception {
        var hosts = Files.createDirectories(folder.resolve(".config/dt/hosts.d"));
        Files.writeString(hosts.resolve("10"), """
                web1 web linux
                web2 web
                %s it's `id>pwned` $(id>pwned)
                """.formatted(HOSTILE));
        var module =
                Files.createDirectories(folder.resolve(".config/dt/modules")).resolve("greet");
        Files.writeString(module, "#!/bin/sh\n# dt: runs = local\n");
        Files.setPosixFilePermissions(module, PosixFilePermissions.fromString("rwxr-xr-x"));
        var caller = Caller.at(folder);
        assertThat(caller.types("-F", "none", "web1", "local", "true")).isZero();
        assertThat(caller.types("-o", "json", "web1", "local", "true")).isZero();
        run = String.valueOf(JSON.std.mapFrom(caller.printed()).get("run"));
        terminal = new Tmux(folder);
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
    }

    @Test
    void bashCompletes() throws Exception {
        terminal.types("PS1='P> '; source " + SCRIPTS + "/dt.bash; clear");

        completes("dt tag:li", "dt tag:linux");
        completes("dt -N --out", "dt -N --output");
        completes("dt --output=co", "dt --output=compact");
        completes("dt 'tag:web & !ta", "dt 'tag:web & !tag:");
        completes("dt \"tag:it", "dt \"tag:it's\"");
        completes("dt tag:web,-l", "dt tag:web,-linux");
        completes("dt ev", "dt evil\\$\\(id\\>pwned\\)");
        completes("dt web1 ssh-", "dt web1 ssh-copy-id");
        completes("dt web1 gre", "dt web1 greet");
        completes("dt runs show " + started(), "dt runs show " + run);
        completes("dt run:" + started(), "dt run:" + run);
        completes("dt -F .conf", "dt -F .config/");
        completes("dt $(id>pwned) \"`id>pwned`", "dt $(id>pwned) \"`id>pwned`");
        runsAsItWasCompleted();
    }

    @Test
    void zshCompletes() throws Exception {
        terminal.types("exec zsh -f");
        terminal.types("PS1='P> '; fpath=(" + SCRIPTS + " $fpath); autoload -U compinit; compinit -u -d dump; clear");

        completes("dt tag:li", "dt tag:linux");
        completes("dt -N --outp", "dt -N --output=");
        completes("dt --output=co", "dt --output=compact");
        completes("dt web1 ssh-", "dt web1 ssh-copy-id");
        completes("dt web1 gre", "dt web1 greet");
        completes("dt runs show " + started(), "dt runs show " + run);
        completes("dt run:" + started(), "dt run:" + run);
        completes("dt --normalize=ho", "dt --normalize=host");
        completes("dt 'tag:web & !ta", "dt 'tag:web & !tag:");
        completes("dt ev", "dt evil\\$\\(id\\>pwned\\)");
        runsAsItWasCompleted();
    }

    @Test
    void fishCompletes() throws Exception {
        Files.writeString(folder.resolve("ask"), """
                source %s/dt.fish
                for line in 'dt tag:li' 'dt -N --outp' 'dt -o co' "dt 'tag:web & !ta" 'dt ev' 'dt web1 ssh-' 'dt hosts --output=js' 'dt "$(id>pwned)" ssh-' 'dt web1 gre' 'dt runs show %s'
                    echo "$line: "(complete -C $line | string split -f 1 \\t)
                end
                """.formatted(SCRIPTS, started()));
        terminal.types("fish --no-config ask; echo end$?");

        assertThat(terminal.await(screen -> screen.contains("end0")))
                .contains(
                        "dt tag:li: tag:linux\n",
                        "dt -N --outp: --output\n",
                        "dt -o co: compact\n",
                        "dt 'tag:web & !ta: tag:web & !tag:\n",
                        "dt ev: " + HOSTILE + "\n",
                        "dt web1 ssh-: ssh-copy-id\n",
                        "dt hosts --output=js: --output=json\n",
                        "dt \"$(id>pwned)\" ssh-: ssh-copy-id\n",
                        "dt web1 gre: greet\n",
                        "dt runs show " + started() + ": " + run + "\n");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void anAgentThatRunsIsAskedAndNoneIsStarted() throws Exception {
        try (var dt = Client.at(folder)) {
            var alone = dt.types("completion", "words", "--", "tag:");
            assertThat(alone.printed()).contains("tag:linux\n", "tag:$(id>pwned)\n");
            assertThat(dt.log()).isEmpty();

            dt.types("expand", "a");
            assertThat(dt.types("completion", "words", "--", "tag:")).isEqualTo(alone);
            assertThat(dt.log()).contains("begins: pid");
        }
    }

    /** So much of the newest run's id that it is meant alone. */
    private String started() {
        return run.substring(0, run.length() - 1);
    }

    private void completes(String typed, String completed) throws Exception {
        terminal.writes(typed);
        terminal.await(screen -> screen.contains("P> " + typed));
        terminal.presses("Tab");
        // What follows shows that the shell has done with the key.
        terminal.writes("#");
        terminal.await(screen -> screen.lines()
                .anyMatch(line -> line.matches("P> " + java.util.regex.Pattern.quote(completed) + "[= '\"]{0,2}#")));
        terminal.presses("C-u");
        terminal.presses("C-l");
        terminal.await(screen -> screen.strip().equals("P>"));
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    /** The completed name of a hostile tag is that name, and no command. */
    private void runsAsItWasCompleted() throws Exception {
        terminal.writes("dt tag:\\`");
        terminal.presses("Tab");
        terminal.types("list");
        terminal.await(screen -> screen.contains("okay::dt:list:" + HOSTILE + ":"));
        assertThat(folder.resolve("pwned")).doesNotExist();
    }
}
