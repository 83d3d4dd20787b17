package dt.cli;

import dt.agent.Agent;
import dt.agent.Caller;
import dt.agent.Program;
import dt.inventory.InventoryException;
import dt.module.UsageException;
import dt.remote.Pty;
import dt.ssh.SshSessions;
import dt.ssh.hostkey.KnownHostsStore;
import java.util.List;
import java.util.Optional;

/** dt as the agent runs it: the same program, with the caller at the other end of a socket. */
record AgentProgram(SshSessions sessions, KnownHostsStore knownHosts, Agent agent) implements Program {
    private static final int SIGINT = 2;
    private static final int IN = 1;
    private static final int OUT = 1 << 1;
    private static final int ERR = 1 << 2;
    private static final int TO_ASK_AT = 1 << 3;

    @Override
    public Optional<String> aloneBecause(List<String> words, Caller caller) {
        try {
            var taken = Words.leading(words);
            var rest = taken.rest();
            if (!rest.isEmpty() && rest.getFirst().equals("demo")) {
                return Optional.of("it may live until Ctrl-C, and its hosts with it");
            }
            if (!rest.isEmpty() && rest.getFirst().equals("web")) {
                return Optional.of("it lives until Ctrl-C, and its page with it");
            }
            if (!rest.isEmpty() && rest.getFirst().equals("sh")) {
                return Optional.of("it needs the terminal itself");
            }
            var silent = surroundings(caller, new Interrupt());
            var options = taken.options().over(SettingsFile.read(silent).options());
            return options.has(Flag.NO_AGENT) ? Optional.of(Flag.NO_AGENT.word()) : Optional.empty();
        } catch (UsageException | InventoryException wrong) {
            // The call itself says what is wrong with its words or its settings.
            return Optional.empty();
        }
    }

    @Override
    public int run(List<String> words, Caller caller) {
        var interrupt = new Interrupt();
        caller.ending().then(signal -> signal == SIGINT ? interrupt.fire() : interrupt.end());
        return Dt.run(words, surroundings(caller, interrupt));
    }

    private Surroundings surroundings(Caller caller, Interrupt interrupt) {
        int terminals = caller.terminals();
        var terminal = new Terminal(
                (terminals & IN) != 0,
                (terminals & OUT) != 0,
                (terminals & ERR) != 0,
                () -> Terminal.columns(caller.env(), caller.screen().columns()),
                screen(caller.screen()));
        return new Surroundings(
                        caller.env(),
                        caller.folder(),
                        caller.in(),
                        caller.out(),
                        caller.err(),
                        terminal,
                        prompt(caller.asker(), (terminals & TO_ASK_AT) != 0),
                        interrupt)
                .over(new Connections.Kept(sessions, knownHosts, agent));
    }

    private static Screen screen(Caller.Screen callers) {
        return new Screen() {
            @Override
            public Optional<Pty.Size> size() {
                return callers.columns() == 0
                        ? Optional.empty()
                        : Optional.of(new Pty.Size(callers.columns(), callers.rows()));
            }

            @Override
            public String settings() {
                return callers.settings();
            }

            @Override
            public Optional<Runnable> raw() {
                callers.raw(true);
                return Optional.of(() -> callers.raw(false));
            }

            @Override
            public Pty.Watch resized(Runnable told) {
                callers.resized(told);
                return () -> callers.resized(() -> {});
            }
        };
    }

    private static Prompt prompt(Caller.Asker asker, boolean there) {
        return new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return asker.ask(true, question);
            }

            @Override
            public Optional<String> line(String question) {
                return asker.ask(false, question).map(String::new);
            }

            @Override
            public boolean isAnybodyThere() {
                return there;
            }
        };
    }
}
