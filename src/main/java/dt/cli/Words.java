package dt.cli;

import dt.module.UsageException;
import dt.suggest.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command line taken apart.
 *
 * @param options what the options said
 * @param rest the other words
 */
record Words(Options options, List<String> rest) {
    /**
     * Takes the options up to the first word that is none; everything from there on is somebody else's.
     *
     * @throws UsageException for an option that dt does not have, or one without its value
     */
    static Words leading(List<String> args) throws UsageException {
        return parse(args, Flag.ofRuns(), true);
    }

    /** Takes the options {@code known} wherever they stand; {@code --} ends them. */
    static Words anywhere(List<String> args, Set<Flag> known) throws UsageException {
        return parse(args, known, false);
    }

    private static Words parse(List<String> args, Set<Flag> known, boolean leading) throws UsageException {
        var spec = CommandSpec.create();
        for (var flag : known) {
            spec.addOption(option(flag));
        }
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        spec.parser()
                .stopAtPositional(leading)
                .overwrittenOptionsAllowed(true)
                .aritySatisfiedByAttachedOptionParam(true)
                .expandAtFiles(false)
                .trimQuotes(false)
                .unmatchedOptionsArePositionalParams(false);
        CommandLine.ParseResult parsed;
        try {
            parsed = new CommandLine(spec).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.UnmatchedArgumentException e) {
            throw unknown(e.getUnmatched().getFirst(), known);
        } catch (CommandLine.MissingParameterException e) {
            throw new UsageException(missing(e));
        } catch (CommandLine.ParameterException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        var values = new EnumMap<Flag, List<String>>(Flag.class);
        for (var flag : known) {
            var option = parsed.matchedOption(flag.word());
            if (option != null) {
                values.put(
                        flag,
                        option.stringValues().stream().map(String::valueOf).toList());
            }
        }
        var rest = new ArrayList<String>();
        for (var positional : parsed.matchedPositionals()) {
            rest.addAll(positional.stringValues());
        }
        return new Words(new Options(values), List.copyOf(rest));
    }

    private static OptionSpec option(Flag flag) {
        var builder = OptionSpec.builder(flag.names().toArray(String[]::new));
        if (flag.parameter() == null) {
            builder.arity("0").type(boolean[].class);
        } else {
            builder.arity("1").type(List.class).auxiliaryTypes(String.class);
        }
        return builder.build();
    }

    private static String missing(CommandLine.MissingParameterException e) {
        var option = e.getMissing().isEmpty() ? null : e.getMissing().getFirst();
        if (option instanceof OptionSpec spec) {
            for (var flag : Flag.values()) {
                if (spec.longestName().equals(longest(flag))) {
                    return flag.word() + " needs a value: " + flag.word() + " " + flag.parameter();
                }
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static String longest(Flag flag) {
        return flag.names().stream().reduce("", (a, b) -> b.length() > a.length() ? b : a);
    }

    private static UsageException unknown(String word, Set<Flag> known) {
        var name = word.startsWith("--") ? word.split("=", 2)[0] : word;
        var near = Nearest.to(
                name,
                known.stream()
                        .flatMap(f -> f.names().stream())
                        .filter(n -> n.startsWith("--"))
                        .toList());
        return new UsageException("unknown option " + name
                + near.map(n -> "; did you mean " + n + "?").orElse("; dt --help lists the options"));
    }
}
