package dt.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * The settings of a terminal on their way to a host: from what {@code stty -g} of Linux prints, {@code c_iflag:c_oflag:
 * c_cflag:c_lflag:c_cc[0]:...} in hexadecimal, to the pairs of RFC 4254 8. The numbers are those of
 * asm-generic/termbits.h.
 */
final class TerminalModes {
    private static final Pattern SAVED = Pattern.compile("[0-9a-f]{1,8}(:[0-9a-f]{1,8}){20,}");
    private static final int OFF = 0xff;
    private static final int END = 0;
    private static final int INPUT_SPEED = 128;
    private static final int OUTPUT_SPEED = 129;
    private static final int SPEED = 38400;

    /** Opcode, index of c_cc. */
    private static final int[][] KEYS = {
        {1, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 4}, {6, 11}, {7, 16}, {8, 8}, {9, 9}, {10, 10}, {12, 12}, {13, 14},
        {14, 15}, {18, 13}
    };

    /** Opcode, word of the settings, bit. */
    private static final int[][] FLAGS = {
        {30, 0, 0x4}, {31, 0, 0x8}, {32, 0, 0x10}, {33, 0, 0x20}, {34, 0, 0x40}, {35, 0, 0x80}, {36, 0, 0x100},
        {37, 0, 0x200}, {38, 0, 0x400}, {39, 0, 0x800}, {40, 0, 0x1000}, {41, 0, 0x2000}, {42, 0, 0x4000}, {50, 3, 0x1},
        {51, 3, 0x2}, {52, 3, 0x4}, {53, 3, 0x8}, {54, 3, 0x10}, {55, 3, 0x20}, {56, 3, 0x40}, {57, 3, 0x80},
        {58, 3, 0x100}, {59, 3, 0x8000}, {60, 3, 0x200}, {61, 3, 0x800}, {62, 3, 0x4000}, {70, 1, 0x1}, {71, 1, 0x2},
        {72, 1, 0x4}, {73, 1, 0x8}, {74, 1, 0x10}, {75, 1, 0x20}, {92, 2, 0x100}, {93, 2, 0x200}
    };

    private TerminalModes() {}

    /** The pairs and their end; the end alone, which is the host's own choice, where the text is none of Linux. */
    static byte[] of(String saved) {
        var modes = new ByteArrayOutputStream();
        var out = new DataOutputStream(modes);
        try {
            if (SAVED.matcher(saved).matches()) {
                write(saved.split(":"), out);
            }
            out.write(END);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return modes.toByteArray();
    }

    private static void write(String[] words, DataOutputStream out) throws IOException {
        for (var key : KEYS) {
            int value = number(words[4 + key[1]]);
            pair(out, key[0], value == 0 ? OFF : value);
        }
        for (var flag : FLAGS) {
            pair(out, flag[0], (number(words[flag[1]]) & flag[2]) == 0 ? 0 : 1);
        }
        // 8 bits a byte, as every terminal of today; and a speed that no program takes for a slow line.
        pair(out, 91, 1);
        pair(out, INPUT_SPEED, SPEED);
        pair(out, OUTPUT_SPEED, SPEED);
    }

    private static void pair(DataOutputStream out, int opcode, int value) throws IOException {
        out.writeByte(opcode);
        out.writeInt(value);
    }

    private static int number(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
