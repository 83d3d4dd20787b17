package dt.module.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Lines that a shell reads and content that dd(1) reads, for hosts without tar(1). The shell takes its lines byte by byte
 * and dd exactly as much as it is told, so both can have the same standard input.
 *
 * <pre>
 * f MODE USER:GROUP TIME SIZE    then a line with the name, and SIZE bytes
 * l - USER:GROUP - 0             then a line with the name and one with the target
 * s - - - SIZE                   then an empty line, the script, and a line with an e
 * </pre>
 *
 * Names are written for printf's %b, so that any byte can be in them.
 */
final class PlainFormat implements Format {
    static final DateTimeFormatter TOUCH =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm.ss").withZone(ZoneOffset.UTC);

    @Override
    public byte[] header(Planned planned) {
        var entry = planned.entry();
        var owner = planned.owner().user() + ":" + planned.owner().group();
        var name = escaped(entry.name()) + "\n";
        var time = TOUCH.format(Instant.ofEpochSecond(Math.max(0, entry.modified())));
        var text = switch (entry.kind()) {
            case FILE ->
                "f " + Integer.toOctalString(planned.mode()) + " " + owner + " " + time + " " + entry.size() + "\n"
                        + name;
            case LINK -> "l - " + owner + " - 0\n" + name + escaped(entry.target()) + "\n";
            case FOLDER -> throw new IllegalArgumentException("folders are made by the script: " + entry.name());
        };
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public int padding(long size) {
        return 0;
    }

    @Override
    public byte[] end(byte[] script) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(("s - - - " + script.length + "\n\n").getBytes(ISO_8859_1));
        all.writeBytes(script);
        // Without it the script is not whole.
        all.writeBytes("e\n".getBytes(ISO_8859_1));
        return all.toByteArray();
    }

    private static String escaped(String bytes) {
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/._-".indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : "\\0%03o".formatted((int) c));
        }
        return text.toString();
    }
}
