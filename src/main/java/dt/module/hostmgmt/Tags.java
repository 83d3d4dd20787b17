package dt.module.hostmgmt;

import dt.module.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Tags on a command line: {@code web}, {@code +web}, {@code -web}. */
record Tags(List<String> more, List<String> fewer) {
    static Tags parse(String module, List<String> words) throws UsageException {
        var more = new ArrayList<String>();
        var fewer = new ArrayList<String>();
        for (var word : words) {
            boolean take = word.startsWith("-");
            var tag = take || word.startsWith("+") ? word.substring(1) : word;
            if (word.startsWith("--")) {
                throw new UsageException(module + " does not know \"" + word.replaceAll("\\p{Cntrl}", "?")
                        + "\"; dt help " + module + " tells what it takes");
            }
            if (tag.isEmpty() || !tag.matches("[^\\s,\\p{Cntrl}#|]+") || tag.startsWith("-") || tag.startsWith("+")) {
                throw new UsageException(module + " cannot take \"" + word.replaceAll("\\p{Cntrl}", "?")
                        + "\" as a tag: it is empty, or has a blank, a comma, # or |; write it without");
            }
            (take ? fewer : more).add(tag);
        }
        return new Tags(List.copyOf(more), List.copyOf(fewer));
    }
}
