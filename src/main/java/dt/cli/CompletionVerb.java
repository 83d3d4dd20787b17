package dt.cli;

import dt.completion.ShellScript;
import dt.module.UsageException;
import dt.suggest.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code dt completion}: the script with which a shell completes what is typed behind dt. */
final class CompletionVerb implements Verb {
    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String usage() {
        return "bash|zsh|fish";
    }

    @Override
    public String summary() {
        return "print the script with which a shell completes options, hosts, tags, modules and runs";
    }

    @Override
    public String details() {
        return """
                For one user:

                  dt completion bash > ~/.local/share/bash-completion/completions/dt
                  dt completion zsh > ~/.zfunc/_dt         with ~/.zfunc in fpath, before compinit
                  dt completion fish > ~/.config/fish/completions/dt.fish

                or at once, in bash: source <(dt completion bash)

                The scripts ask dt completion words -- WORD..., which prints what may stand in the place of
                the last word, one a line, its meaning behind a tab. It contacts no host and starts nothing,
                not even an agent; where one runs, the answer comes from there. Of an inventory that is a
                program, it takes what was printed last.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of();
    }

    @Override
    public int run(Call call, List<String> args) throws UsageException, IOException {
        var word = args.size() == 1 ? args.getFirst() : "";
        for (var script : ShellScript.values()) {
            if (script.word().equals(word)) {
                call.print(script.of(Completion.model()));
                return ExitStatus.OKAY;
            }
        }
        throw new UsageException("dt completion takes the name of a shell: bash, zsh or fish"
                + Nearest.to(word, ShellScript.words())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }
}
