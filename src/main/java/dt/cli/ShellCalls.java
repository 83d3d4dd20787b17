package dt.cli;

import dt.completion.Answer;
import dt.completion.Usage;
import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.inventory.Sources;
import dt.journal.JournalException;
import dt.journal.Journals;
import dt.journal.RunId;
import dt.module.HostModule;
import dt.module.UsageException;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import dt.sh.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What dt sh has dt do: each line is a call with words, as one from the command line is. */
final class ShellCalls implements Calls {
    private static final Set<Flag> NOT_HERE = Set.of(Flag.INTERACTIVE, Flag.STDIN, Flag.HELP, Flag.VERSION);

    private final Call call;
    private final List<String> usual;
    private final RemotePaths paths;
    private Surroundings caller;
    private @Nullable String lastRun;
    private volatile @Nullable Thread line;
    private volatile boolean told;

    /** @param call that of dt sh, whose options are those of each line */
    ShellCalls(Call call, Connections connections) {
        this.call = call;
        this.usual = call.options().words();
        // Hosts get nothing of what is typed at the prompt.
        this.caller = call.caller().in(InputStream.nullInputStream()).over(connections);
        this.paths = new RemotePaths(caller);
    }

    @Override
    public void columns(IntSupplier said) {
        var terminal = caller.terminal();
        var env = caller.env();
        caller = caller.on(new Terminal(
                false,
                terminal.out(),
                terminal.err(),
                () -> Terminal.columns(env, said.getAsInt()),
                terminal.screen()));
    }

    @Override
    public int call(List<String> words) {
        var begins = Instant.now();
        told = false;
        line = Thread.currentThread();
        try {
            return Dt.run(with(words), caller);
        } finally {
            line = null;
            // Of a Ctrl-C that came when all was done.
            var _ = Thread.interrupted();
            remember(begins);
        }
    }

    @Override
    public boolean stop() {
        if (told) {
            return false;
        }
        told = true;
        var working = line;
        if (!caller.interrupt().end() && working != null) {
            working.interrupt();
        }
        return true;
    }

    /** The run that this process began after a time: others may run dt, too. */
    private void remember(Instant begins) {
        try {
            var journals = Journaling.journals(caller);
            for (var id : journals.ids()) {
                if (id.start().plusSeconds(1).isBefore(begins)) {
                    return;
                }
                if (isMine(journals, id)) {
                    lastRun = id.text();
                    return;
                }
            }
        } catch (JournalException unreadable) {
            // Then nothing can be repeated, either.
        }
    }

    private static boolean isMine(Journals journals, RunId id) throws JournalException {
        return journals.run(id).isOfThisProcess();
    }

    @Override
    public Optional<String> wrongOptions(List<String> options) {
        try {
            var taken = Words.leading(options);
            if (!taken.rest().isEmpty()) {
                return Optional.of("\"" + taken.rest().getFirst() + "\" is no option; dt --help lists them");
            }
            return NOT_HERE.stream()
                    .filter(taken.options()::has)
                    .findFirst()
                    .map(flag -> flag.word() + " is not for dt sh, which has the terminal; leave dt sh for it");
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<String> wrongSelector(List<String> options, String selector) {
        try {
            return hosts(options, selector).isEmpty() ? Optional.of(nobody(options, selector)) : Optional.empty();
        } catch (SelectorException e) {
            return Optional.of(e.pointed());
        } catch (InventoryException e) {
            return Optional.of(e.problems().getFirst().toString());
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** The hosts of a selector as it stands in a line of dt. */
    List<Host> hosts(List<String> options, String selector)
            throws UsageException, SelectorException, InventoryException, InterruptedException {
        if (Dt.verbs().stream().anyMatch(verb -> verb.name().equals(selector))) {
            throw new UsageException(selector + " is a command; a host of that name is written sys:" + selector);
        }
        return Selectors.resolve(Selectors.parse(selector), called(options).inventory(), new CallersOutside(caller));
    }

    String nobody(List<String> options, String selector)
            throws UsageException, SelectorException, InventoryException, InterruptedException {
        return RunCommand.nobody(
                selector,
                Selectors.suggestions(Selectors.parse(selector), called(options).inventory()));
    }

    /** A call with the options of dt sh and these, as settings and environment complete them. */
    private Call called(List<String> options) throws UsageException, InventoryException {
        var settings = SettingsFile.read(caller);
        var all = Words.leading(with(options))
                .options()
                .over(Dt.environment(caller))
                .over(settings.options());
        return new Call(all, caller, settings.scripts());
    }

    private List<String> with(List<String> words) {
        var all = new ArrayList<>(usual);
        all.addAll(words);
        return all;
    }

    @Override
    public Optional<Boolean> needsWords(String module) {
        return known().stream()
                .filter(m -> m.name().equals(module))
                .findFirst()
                .map(m -> new Usage(m.usage()).needsWords());
    }

    @Override
    public List<String> modules() {
        return known().stream().map(HostModule::name).toList();
    }

    private List<HostModule> known() {
        try {
            return Builtin.modules(new Call(Options.none(), caller, Sources.Scripts.USUAL))
                    .all();
        } catch (UsageException twoOfOneName) {
            return List.of();
        }
    }

    @Override
    public Optional<String> lastRun() {
        return Optional.ofNullable(lastRun);
    }

    @Override
    public Answer complete(List<String> words) {
        return new Completion(caller).of(with(words));
    }

    @Override
    public List<String> paths(List<String> options, String selector, String path) {
        try {
            var hosts = hosts(options, selector);
            return hosts.isEmpty()
                    ? List.of()
                    : paths.on(hosts.getFirst(), called(options).options(), path);
        } catch (UsageException | SelectorException | InventoryException wrong) {
            // The line says so when it is run.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void print(String text) throws IOException {
        call.print(text);
    }

    @Override
    public void message(String text) {
        call.message(text);
    }
}
