package dt.sshconfig;

import java.util.List;
import java.util.Map;

/** Checks what a line says and brings it into one spelling. */
@FunctionalInterface
interface Reader {
    /** The values, none where the line says nothing ({@code none} for a time). */
    List<String> read(Line line, Map<String, String> environment) throws SshConfigException;
}
