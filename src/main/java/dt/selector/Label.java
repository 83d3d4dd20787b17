package dt.selector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that begin a selector. The parser and the help read this one table. */
public enum Label {
    ALL("all", "the whole inventory"),
    TAG("tag:a,b  tag:a,+b  tag:a,-b", """
            hosts tagged a or b; a and b; a and not b; left to right, ( ) group.
            * and ? stand for any letters: tag:rack=r*

            dt tag:web,-broken ssh uptime
            dt 'tag:(web,db),+prod' list"""),
    EXP("exp:REGEX", """
            hosts whose name, with or without user@, matches REGEX from its start;
            exp:/REGEX/ delimits one that holds a colon, a plus or blanks

            dt 'exp:web0[1-4]' ssh uptime"""),
    SYS("sys:h1,h2", """
            these hosts, as without the label; ranges web[01-20,30], steps [0-10/2], words {a,b},
            web* over the inventory; a name that the inventory lacks is an address: [user@]host[:port]

            dt web[01-04],db1 ssh uptime
            dt root@10.0.0.5:2222 ssh uptime"""),
    NOT("not:SELECTOR", """
            the rest of the inventory; in a chain, of the chain so far; also !SELECTOR

            dt 'tag:web & !web07' ssh uptime"""),
    OUT("out", """
            the hosts that standard input names, one a line, tags behind them

            cat hosts.txt | dt out ssh uptime"""),
    EC2("ec2:NAME  ec2:tag=K=V  ec2:sec=GROUP  ec2:FILTER=V", """
            running instances, asked of the aws command, which finds its credentials by itself;
            reached by their public address, else by their private one"""),
    RUN("run:last:failed  run:ID", """
            the hosts of an earlier run, or those that ended ok, failed, unreached, skipped or unknown;
            last is the newest that has ended, dt runs lists all"""),
    NIL("nil", "no host; what stands behind a colon is ignored");

    private final String usage;
    private final String help;

    Label(String usage, String help) {
        this.usage = usage;
        this.help = help;
    }

    /** As it is typed, without the colon. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its forms, two blanks between them. */
    public String usage() {
        return usage;
    }

    /** What it selects; may have several lines. */
    public String help() {
        return help;
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Label::word).toList();
    }

    /** Whether something has to follow the colon. */
    public boolean takesBody() {
        return switch (this) {
            case ALL, OUT, NIL -> false;
            case TAG, EXP, SYS, NOT, EC2, RUN -> true;
        };
    }

    static Optional<Label> of(String word) {
        return Arrays.stream(values()).filter(l -> l.word().equals(word)).findFirst();
    }
}
