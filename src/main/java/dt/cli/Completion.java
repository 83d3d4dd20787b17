package dt.cli;

import dt.completion.Answer;
import dt.completion.Candidate;
import dt.completion.Expected;
import dt.completion.Known;
import dt.completion.Model;
import dt.completion.Usage;
import dt.inventory.InventoryException;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.Modules;
import dt.module.UsageException;
import dt.selector.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand where somebody types. Contacts no host, runs nothing, asks nothing and complains about nothing. */
final class Completion {
    /** Stands where the word is that is being typed, to find out what it would be. */
    private static final String HERE = "\0";

    private final Surroundings caller;

    Completion(Surroundings caller) {
        this.caller = caller;
    }

    /** The command line as the scripts know it. */
    static Model model() {
        var options = Flag.ofRuns().stream().map(Completion::option).toList();
        return new Model(options, commands());
    }

    private static Model.Option option(Flag flag) {
        var parameter = flag.parameter() == null ? "" : flag.parameter();
        return new Model.Option(flag.names(), parameter, flag.meaning(), flag.takes(), flag.repeats());
    }

    private static List<Candidate> commands() {
        var commands = new ArrayList<Candidate>();
        Dt.verbs().forEach(v -> commands.add(new Candidate(v.name(), v.summary())));
        commands.add(new Candidate("help", "help on dt, or on the word that follows"));
        commands.add(new Candidate("version", "print the version"));
        return commands;
    }

    /** Whether a script asks; also where dt itself would complain about the settings. */
    static boolean isAsked(List<String> args) {
        return args.size() >= 2
                && args.get(0).equals("completion")
                && args.get(1).equals("words");
    }

    /** {@code dt completion words -- WORD...}: prints what may stand at the place of the last word. */
    static int print(List<String> args, Surroundings caller) {
        int from = args.size() > 2 && args.get(2).equals("--") ? 3 : 2;
        try {
            var answer = new Completion(caller).of(args.subList(from, args.size()));
            caller.out().write(answer.lines().getBytes(StandardCharsets.UTF_8));
            caller.out().flush();
        } catch (IOException gone) {
            // Whoever asked has left.
        }
        return ExitStatus.OKAY;
    }

    /** @param words what was typed behind {@code dt}; the last one is still being typed */
    Answer of(List<String> words) {
        if (words.isEmpty()) {
            return Answer.NOTHING;
        }
        try {
            var settings = SettingsFile.read(caller);
            return line(words.subList(0, words.size() - 1), words.getLast(), settings);
        } catch (UsageException | InventoryException wrong) {
            // What was typed so far, or the settings: dt says so when it is called.
            return Answer.NOTHING;
        }
    }

    private Answer line(List<String> before, String typed, SettingsFile settings) throws UsageException {
        var taken = Words.leading(with(before, HERE));
        var call = new Call(
                taken.options().over(Dt.environment(caller)).over(settings.options()), caller, Sources.Scripts.USUAL);
        var known = new KnownHere(call);
        var open = open(taken.options());
        if (open != null) {
            return Answer.of(open.takes(), typed, known);
        }
        var rest = taken.rest();
        if (rest.size() == 1) {
            return first(taken.options(), typed, call, known);
        }
        var behind = rest.subList(1, rest.size());
        for (var verb : Dt.verbs()) {
            if (verb.name().equals(rest.getFirst()) && verb.takes(behind)) {
                return behind(verb, behind, typed, known);
            }
        }
        if (rest.getFirst().equals("help")) {
            return behind.size() == 1 ? Answer.of(helped(call), typed, known) : Answer.NOTHING;
        }
        var modules = Builtin.modules(call);
        return behind.size() == 1
                ? Answer.of(List.of(named(modules.all())), typed, known)
                : arguments(modules, behind, typed, known);
    }

    private static Answer first(Options options, String typed, Call call, Known known) throws UsageException {
        if (typed.startsWith("-")) {
            return Answer.of(options(Flag.ofRuns()), typed, known);
        }
        if (options.has(Flag.HELP)) {
            return Answer.of(helped(call), typed, known);
        }
        return Answer.of(List.of(new Expected.OneOf(commands()), Expected.Kind.SELECTOR), typed, known);
    }

    private static Answer behind(Verb verb, List<String> behind, String typed, Known known) throws UsageException {
        var taken = Words.anywhere(behind, verb.flags());
        var open = open(taken.options());
        if (open != null) {
            return Answer.of(open.takes(), typed, known);
        }
        if (typed.startsWith("-")) {
            return Answer.of(options(verb.flags()), typed, known);
        }
        return Answer.of(new Usage(verb.usage()).after(withoutLast(taken.rest())), typed, known);
    }

    private static Answer arguments(Modules modules, List<String> behind, String typed, Known known)
            throws UsageException {
        var module = modules.named(behind.getFirst());
        var usage = new Usage(module.usage());
        var before = withoutLast(behind.subList(1, behind.size()));
        var expected = new ArrayList<>(usage.after(before));
        if (typed.startsWith("-")) {
            expected.add(new Expected.OneOf(Candidate.all(usage.options())));
        }
        if (module.name().equals("local") && before.isEmpty()) {
            expected.add(Expected.Kind.PROGRAM);
        }
        return Answer.of(expected, typed, known);
    }

    /** What help has something to say about. */
    private static List<Expected> helped(Call call) throws UsageException {
        var labels = new ArrayList<Candidate>();
        for (var label : Label.values()) {
            labels.add(
                    new Candidate(label.word(), label.help().lines().findFirst().orElse("")));
        }
        return List.of(
                new Expected.OneOf(commands()), named(Builtin.modules(call).all()), new Expected.OneOf(labels));
    }

    private static Expected named(Collection<HostModule> modules) {
        return new Expected.OneOf(
                modules.stream().map(m -> new Candidate(m.name(), m.summary())).toList());
    }

    private static List<Expected> options(Set<Flag> flags) {
        var all = new ArrayList<Candidate>();
        for (var flag : flags.isEmpty() ? flags : EnumSet.copyOf(flags)) {
            flag.names().forEach(name -> all.add(new Candidate(name, flag.meaning())));
        }
        return List.of(new Expected.OneOf(all));
    }

    /** The option whose value is being typed. */
    private static @Nullable Flag open(Options options) {
        for (var flag : Flag.values()) {
            var given = options.all(flag);
            if (!given.isEmpty() && given.getLast().equals(HERE)) {
                return flag;
            }
        }
        return null;
    }

    private static List<String> with(List<String> words, String last) {
        var all = new ArrayList<>(words);
        all.add(last);
        return all;
    }

    private static List<String> withoutLast(List<String> words) {
        return words.isEmpty() ? words : words.subList(0, words.size() - 1);
    }
}
