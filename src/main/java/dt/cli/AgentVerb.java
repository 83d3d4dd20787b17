package dt.cli;

import dt.module.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code dt agent}: what the agent does, and its end. */
final class AgentVerb implements Verb {
    @Override
    public String name() {
        return "agent";
    }

    @Override
    public String usage() {
        return words("|");
    }

    @Override
    public String summary() {
        return "how the agent fares; close its connections; end it; what it wrote down";
    }

    private static String words(String between) {
        return Arrays.stream(AgentWord.values()).map(AgentWord::word).collect(Collectors.joining(between));
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException, InterruptedException {
        var word = args.isEmpty() ? "" : args.getFirst();
        if (word.equals("serve")) {
            return AgentServer.serve(call, args.subList(1, args.size()));
        }
        var asked = AgentWord.of(word);
        if (args.size() != 1 || asked.isEmpty()) {
            throw new UsageException("dt agent takes one word of " + words(", "));
        }
        if (asked.get() == AgentWord.LOG) {
            // Needs no agent.
            return log(call);
        }
        return switch (call.caller().connections()) {
            case Connections.OfOneRun _, Connections.OfOneProcess _ -> none(call, asked.get());
            case Connections.Kept kept -> ask(call, kept, asked.get());
        };
    }

    private static int none(Call call, AgentWord word) {
        call.message("no agent: none runs, or --no-agent or DT_AGENT keeps this call from it");
        return word == AgentWord.STATUS ? ExitStatus.LOCAL : ExitStatus.OKAY;
    }

    private static int ask(Call call, Connections.Kept kept, AgentWord word) throws IOException {
        switch (word) {
            case STATUS -> call.print(AgentReport.of(kept).text());
            case DROP -> call.message("connections dropped: " + kept.sessions().drop());
            case STOP -> {
                int others = kept.agent().status().underWay() - 1;
                kept.agent().retire("dt agent stop");
                call.message(others == 0 ? "the agent ends" : "the agent ends with the calls under way: " + others);
            }
            case LOG -> log(call);
        }
        return ExitStatus.OKAY;
    }

    private static int log(Call call) throws IOException {
        var file = call.caller().xdg("XDG_STATE_HOME", ".local/state").resolve("dt/agent.log");
        if (!Files.exists(file)) {
            call.message("no agent has written to " + file + " yet");
            return ExitStatus.OKAY;
        }
        var out = call.caller().out();
        Files.copy(file, out);
        out.flush();
        return ExitStatus.OKAY;
    }
}
