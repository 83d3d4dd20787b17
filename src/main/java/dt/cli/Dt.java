package dt.cli;

import dt.inventory.InventoryException;
import dt.module.UsageException;
import dt.output.ClosedOutputException;
import dt.selector.Label;
import dt.selector.SelectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** The program: words in, exit status out. Any number of calls may run at once in one process. */
final class Dt {
    private Dt() {}

    static int run(List<String> args, Surroundings caller) {
        if (Completion.isAsked(args)) {
            return Completion.print(args, caller);
        }
        var silent = new Call(Options.none(), caller, dt.inventory.Sources.Scripts.USUAL);
        boolean debug = args.contains(Flag.DEBUG.word());
        try {
            return dispatch(args, caller);
        } catch (UsageException e) {
            silent.message(String.valueOf(e.getMessage()));
            return ExitStatus.USAGE;
        } catch (SelectorException e) {
            silent.message(e.pointed());
            return ExitStatus.USAGE;
        } catch (InventoryException e) {
            e.problems().forEach(problem -> silent.message(problem.toString()));
            return ExitStatus.USAGE;
        } catch (ClosedOutputException e) {
            if (e.readerLeft()) {
                return ExitStatus.OKAY;
            }
            silent.message(String.valueOf(e.getMessage()));
            return ExitStatus.LOCAL;
        } catch (UncheckedIOException e) {
            silent.message(String.valueOf(e.getMessage()));
            return ExitStatus.LOCAL;
        } catch (IOException e) {
            silent.message(reason(e));
            return ExitStatus.LOCAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED;
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            silent.message(
                    "internal error: " + (debug ? trace(bug) : bug + "; run it with --debug and report what it says"));
            return ExitStatus.BUG;
        }
    }

    /** What went wrong with a file is not always said: Java's message may be the bare name. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied; make it writable for you";
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder; make it first";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    static String trace(Throwable bug) {
        var text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private static int dispatch(List<String> args, Surroundings caller)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        var words = Words.leading(args);
        if (words.options().has(Flag.VERSION)) {
            return print(caller, "dt " + version() + "\n");
        }
        if (words.options().has(Flag.HELP)) {
            return print(caller, help(words.rest(), unset(caller)));
        }
        var settings = SettingsFile.read(caller);
        var options = words.options().over(environment(caller)).over(settings.options());
        var call = new Call(options, caller, settings.scripts());
        if (words.rest().isEmpty()) {
            throw new UsageException("nothing to do: no selector and no command; dt --help shows what there is");
        }
        var modules = Builtin.modules(call);
        var first = words.rest().getFirst();
        var rest = words.rest().subList(1, words.rest().size());
        for (var verb : verbs()) {
            if (verb.name().equals(first) && verb.takes(rest)) {
                var taken = Words.anywhere(rest, verb.flags());
                // How results are shown is set for runs; it is none of a command's business.
                var set = settings.options().without(Flag.OUTPUT);
                var own = words.options().over(environment(caller)).over(set).then(taken.options());
                return verb.run(new Call(own, caller, settings.scripts()), taken.rest());
            }
        }
        if (first.equals("help")) {
            return print(caller, help(rest, call));
        }
        if (first.equals("version")) {
            return print(caller, "dt " + version() + "\n");
        }
        return new RunCommand(call, modules, settings.confirmAbove()).run(first, rest);
    }

    /** Help needs no settings, and comes even where they are wrong. */
    private static Call unset(Surroundings caller) {
        return new Call(Options.none(), caller, dt.inventory.Sources.Scripts.USUAL);
    }

    static Options environment(Surroundings caller) {
        var values = new EnumMap<Flag, List<String>>(Flag.class);
        caller.variable("DTOOLS_USER").ifPresent(user -> values.put(Flag.USER, List.of(user)));
        return new Options(values);
    }

    static List<Verb> verbs() {
        return List.of(
                new HostsVerb(),
                new ExpandVerb(),
                new FoldVerb(),
                new ModulesVerb(),
                new ViewVerb(),
                new AgentVerb(),
                new NssmapVerb(),
                new RunsVerb(),
                new WebVerb(),
                new ShVerb(),
                new CompletionVerb(),
                new DemoVerb());
    }

    private static String help(List<String> words, Call call) throws UsageException {
        var modules = Builtin.modules(call);
        if (words.isEmpty()) {
            return Help.overview(modules.all(), verbs());
        }
        var word = words.getFirst();
        // tag is a selector and a module: whoever asks may mean either.
        var texts = new ArrayList<String>();
        for (var verb : verbs()) {
            if (verb.name().equals(word)) {
                texts.add(Help.of(verb));
            }
        }
        for (var label : Label.values()) {
            if (label.word().equals(word)) {
                texts.add(Help.of(label));
            }
        }
        for (var module : modules.all()) {
            if (module.name().equals(word)) {
                texts.add(Help.of(module));
            }
        }
        return texts.isEmpty() ? Help.of(modules.named(word)) : String.join("\n", texts);
    }

    private static String version() {
        var version = Dt.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    private static int print(Surroundings caller, String text) throws IOException {
        new Call(Options.none(), caller, dt.inventory.Sources.Scripts.USUAL).print(text);
        return ExitStatus.OKAY;
    }
}
