package dt.completion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The shells that have a completion, each made from the same model. */
public enum ShellScript {
    BASH("dt.bash"),
    ZSH("_dt"),
    FISH("dt.fish");

    private final String file;

    ShellScript(String file) {
        this.file = file;
    }

    /** The name of the file that the shell looks for. */
    public String file() {
        return file;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ShellScript::word).toList();
    }

    /** The script. */
    public String of(Model model) {
        return switch (this) {
            case BASH -> BashScript.of(model);
            case ZSH -> ZshScript.of(model);
            case FISH -> FishScript.of(model);
        };
    }
}
