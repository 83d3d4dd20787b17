package dt.cli;

import dt.hostlist.HostList;
import dt.inventory.Host;
import dt.inventory.Inventory;
import dt.inventory.InventoryException;
import dt.journal.JournalException;
import dt.journal.Journals;
import dt.module.Modules;
import dt.module.UsageException;
import dt.output.Normalize;
import dt.selector.Selector;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import dt.web.Audience;
import dt.web.Fleet;
import dt.web.Order;
import dt.web.Refused;
import dt.web.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** dt behind a page: what is ordered there is done as if it had been typed, with the options of {@code dt web}. */
final class PageFleet implements Fleet {
    private static final String ALL = "all";
    private static final String RUNIT = "runit";
    private static final List<String> AS_ROOT = List.of("--sudo");

    /** They are about the person at the terminal, or make a run that nobody could look up. */
    private static final Set<Flag> NOT_OF_A_PAGE = EnumSet.of(
            Flag.PRETEND,
            Flag.INTERACTIVE,
            Flag.STDIN,
            Flag.OUTPUT,
            Flag.ENCODING,
            Flag.DIFF,
            Flag.NORMALIZE,
            Flag.NO_JOURNAL,
            Flag.YES,
            Flag.EXIT,
            Flag.NO_AGENT,
            Flag.QUIET);

    private final Call call;
    private final Connections connections;
    private final boolean sudo;
    private final String scope;
    private final Inventory inventory;
    private final List<Host> hosts;
    private final Modules modules;
    private final int confirmAbove;
    private final Normalize masks;
    private volatile @Nullable PageWatch watch;

    /** @param sudo services are seen and switched as root */
    private PageFleet(
            Call call, Connections connections, boolean sudo, String scope, Inventory inventory, List<Host> hosts)
            throws UsageException, InventoryException {
        this.call = call;
        this.connections = connections;
        this.sudo = sudo;
        this.scope = scope;
        this.inventory = inventory;
        this.hosts = hosts;
        this.modules = Builtin.modules(call);
        this.confirmAbove = SettingsFile.read(call.caller()).confirmAbove();
        this.masks = Outputs.normalize(call);
    }

    /** The hosts of a selector. */
    static PageFleet of(Call called, String scope, Connections connections)
            throws UsageException, SelectorException, InventoryException, InterruptedException {
        var own = called.options().without(EnumSet.complementOf(EnumSet.copyOf(Flag.ofRuns())));
        var call = new Call(own.without(NOT_OF_A_PAGE), called.caller(), called.scripts());
        var inventory = call.inventory();
        var hosts = Selectors.resolve(Selectors.parse(scope), inventory, new CallersOutside(call.caller()));
        return new PageFleet(call, connections, called.options().has(Flag.SUDO), scope, inventory, hosts);
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    @Override
    public List<Host> select(String text) throws Refused, InterruptedException {
        try {
            var selector = Selectors.parse(text);
            if (isCostly(selector)) {
                throw new Refused("out and ec2: ask somebody else; they are for dt itself, not for each key typed", 0);
            }
            var chosen = Selectors.resolve(selector, inventory, new CallersOutside(call.caller())).stream()
                    .map(Host::name)
                    .collect(Collectors.toSet());
            return hosts.stream().filter(host -> chosen.contains(host.name())).toList();
        } catch (SelectorException e) {
            throw new Refused(String.valueOf(e.getMessage()), e.position());
        }
    }

    private static boolean isCostly(Selector selector) {
        return switch (selector) {
            case Selector.Out _, Selector.Ec2 _ -> true;
            case Selector.Not(var _, var inner) -> isCostly(inner);
            case Selector.Both(var _, var left, var right) -> isCostly(left) || isCostly(right);
            case Selector.Either(var _, var left, var right) -> isCostly(left) || isCostly(right);
            case Selector.All _,
                    Selector.Nil _,
                    Selector.Tagged _,
                    Selector.Named _,
                    Selector.Listed _,
                    Selector.Run _ -> false;
        };
    }

    @Override
    public String naming(List<String> labels) throws Refused, InterruptedException {
        var text = "sys:" + HostList.fold(labels);
        var found = select(text).stream().map(Host::label).collect(Collectors.toSet());
        if (!found.equals(new HashSet<>(labels))) {
            throw new Refused("no selector has just these hosts", null);
        }
        return text;
    }

    @Override
    public List<Module> modules() {
        return modules.all().stream()
                .map(module -> new Module(module.name(), module.usage(), module.summary()))
                .toList();
    }

    @Override
    public Normalize masks() {
        return masks;
    }

    @Override
    public Journals journals() {
        return Journaling.journals(call);
    }

    @Override
    public void carryOut(Order order, Audience audience) throws Refused, InterruptedException {
        var shown = new PageShown(order, audience, confirmAbove, this::changed);
        var notes = new NoteLines(audience::note);
        var caller = new PageCaller(call.caller(), audience, notes, shown.interrupt(), connections);
        try {
            switch (order) {
                case Order.Run run ->
                    carryOut(call.options(), within(run.selector()), asRoot(run.words()), caller.at(null), shown);
                case Order.Again again -> repeat(again, caller, shown);
            }
        } catch (SelectorException e) {
            throw new Refused(String.valueOf(e.getMessage()), e.position());
        } catch (UsageException e) {
            throw shown.unconfirmed() > 0
                    ? Refused.unlessConfirmed(shown.unconfirmed())
                    : new Refused(String.valueOf(e.getMessage()), null);
        } catch (InventoryException e) {
            throw new Refused(e.problems().stream().map(Object::toString).collect(Collectors.joining("\n")), null);
        } catch (JournalException | IOException e) {
            throw new Refused(String.valueOf(e.getMessage()), null);
        }
        if (!shown.hasBegun()) {
            throw new Refused(notes.all().isEmpty() ? "no host matches" : notes.all(), null);
        }
    }

    private List<String> asRoot(List<String> words) {
        if (!sudo || !words.getFirst().equals(RUNIT) || words.containsAll(AS_ROOT)) {
            return words;
        }
        var all = new ArrayList<>(words);
        all.addAll(1, AS_ROOT);
        return all;
    }

    private void repeat(Order.Again again, PageCaller caller, PageShown shown)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException,
                    JournalException {
        var past = journals().find(again.run());
        var folder = Path.of(past.head().folder());
        var words = Words.leading(
                new Again(new Call(call.options(), caller.at(folder), call.scripts()), past).words(again.which()));
        var options = words.options()
                .over(SettingsFile.read(caller.at(folder)).options())
                .without(NOT_OF_A_PAGE);
        var rest = words.rest();
        carryOut(options, rest.getFirst(), rest.subList(1, rest.size()), caller.at(folder), shown);
    }

    private void carryOut(Options options, String selector, List<String> words, Surroundings caller, PageShown shown)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        var said = shown.isConfirmed()
                ? options.then(Words.leading(List.of(Flag.YES.word())).options())
                : options;
        var run = new Call(said, caller, call.scripts());
        new RunCommand(run, Builtin.modules(run), confirmAbove, shown).run(selector, words);
    }

    /** A run has ended on a host: its services may be others now. */
    private void changed(Host host) {
        var looks = watch;
        if (looks != null) {
            looks.soon(host.label());
        }
    }

    /** Never beyond the hosts of the page. */
    private String within(String selector) throws SelectorException {
        // Parsed alone first, so that an error points into what was typed.
        Selectors.parse(selector);
        return scope.equals(ALL) ? selector : "(" + scope + ") & (" + selector + ")";
    }

    /** Watches the services of all hosts; a key that has a passphrase is asked for at the terminal of dt web. */
    Watch watch() throws UsageException {
        var own = new Call(call.options(), call.caller().over(connections), call.scripts());
        var looks = new PageWatch(
                hosts,
                PageWatch.of(modules.named(RUNIT), sudo ? AS_ROOT : List.of()),
                new Sessions(own, Config.load(own)),
                own::message,
                PageWatch.Limits.USUAL);
        watch = looks;
        return looks;
    }
}
