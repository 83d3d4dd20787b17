package dt.nssmap;

import java.util.regex.Pattern;

/** Line 1, a line of passwd(5): what its fields are, or the mistake in it. */
sealed interface VirtualLine {
    /** Where the numbers stand is kept, because options can forbid them. */
    record Right(NssmapConf.Virtual virtual, int uidColumn, int gidColumn) implements VirtualLine {}

    /** The first mistake. */
    record Wrong(Problem problem) implements VirtualLine {}

    Pattern PATH = Pattern.compile("/[!-~]{0,1023}");

    static VirtualLine of(String line) {
        var fields = line.split(":", -1);
        var columns = new int[fields.length + 1];
        columns[0] = 1;
        for (int i = 0; i < fields.length; i++) {
            columns[i + 1] = columns[i] + fields[i].length() + 1;
        }
        if (fields.length < 7) {
            return wrong(
                    line.length() + 1,
                    "line 1 has to be a passwd(5) line of seven fields: name:*:uid:gid:text:home:shell");
        }
        if (fields.length > 7) {
            return wrong(columns[7] - 1, "an eighth field; a passwd(5) line has seven");
        }
        if (!Grammar.WIDEST.admits(fields[0])) {
            return wrong(1, "this is not spelled as a name: letters, digits, _ and -, a letter first");
        }
        var uid = Ids.read(fields[2], Ids.MOST);
        if (uid.isEmpty()) {
            return wrong(columns[2], "the uid has to be a number");
        }
        var gid = Ids.read(fields[3], Ids.MOST);
        if (gid.isEmpty()) {
            return wrong(columns[3], "the gid has to be a number");
        }
        if (!PATH.matcher(fields[5].replaceFirst("/+$", "")).matches()) {
            return wrong(columns[5], "the home prefix has to be an absolute path other than /");
        }
        if (!PATH.matcher(fields[6]).matches()) {
            return wrong(columns[6], "the shell has to be an absolute path");
        }
        return new Right(new NssmapConf.Virtual(fields[0], uid.getAsLong(), gid.getAsLong()), columns[2], columns[3]);
    }

    private static Wrong wrong(int column, String message) {
        return new Wrong(new Problem(1, column, message));
    }
}
