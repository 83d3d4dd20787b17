package dt.agent;

import java.nio.ByteBuffer;

/** Frames to bytes and back, as {@code protocol.h} has them. */
final class Codec {
    /** No frame is longer, without its own length. */
    static final int LONGEST = 16 << 20;

    private Codec() {}

    /** The frame with its length before it. */
    static ByteBuffer encode(Frame frame) {
        var out = new FieldWriter();
        switch (frame) {
            case Frame.Hello(var version) -> out.kind(1).text(version);
            case Frame.Call call ->
                out.kind(2)
                        .list(call.words())
                        .list(call.environment())
                        .text(call.folder())
                        .number(call.terminals())
                        .number(call.columns())
                        .number(call.rows())
                        .number(call.umask())
                        .text(call.settings());
            case Frame.Input(var piece) -> out.kind(3).piece(piece);
            case Frame.InputEnd(var why) -> out.kind(4).text(why);
            case Frame.Answer(var given, var typed) -> out.kind(5).flag(given).piece(typed);
            case Frame.Signal(var number) -> out.kind(6).number(number);
            case Frame.Size(var columns, var rows) ->
                out.kind(7).number(columns).number(rows);
            case Frame.Broken(var descriptor, var why) ->
                out.kind(8).number(descriptor).text(why);
            case Frame.Flushed(var descriptor) -> out.kind(9).number(descriptor);
            case Frame.Welcome() -> out.kind(64);
            case Frame.Outdated(var version) -> out.kind(65).text(version);
            case Frame.Alone(var why) -> out.kind(66).text(why);
            case Frame.Output(var descriptor, var piece) ->
                out.kind(67).number(descriptor).piece(piece);
            case Frame.Want() -> out.kind(68);
            case Frame.Ask(var hidden, var question) ->
                out.kind(69).flag(hidden).text(question);
            case Frame.Exit(var status) -> out.kind(70).number(status);
            case Frame.Flush(var descriptor) -> out.kind(71).number(descriptor);
            case Frame.Mode(var raw) -> out.kind(72).flag(raw);
        }
        return out.finished();
    }

    /** The beginning of a {@link Frame.Output} whose {@code length} bytes follow: they need not be copied into it. */
    static ByteBuffer output(int descriptor, int length) {
        return new FieldWriter().kind(67).number(descriptor).number(length).finished(length);
    }

    /**
     * Reads one frame.
     *
     * @param bytes the frame without its length, and nothing else
     * @throws FrameException when they are no frame
     */
    static Frame decode(ByteBuffer bytes) throws FrameException {
        var in = new FieldReader(bytes);
        int kind = in.kind();
        var frame = kind < 64 ? ofClient(kind, in) : ofAgent(kind, in);
        in.end();
        return frame;
    }

    private static Frame ofClient(int kind, FieldReader in) throws FrameException {
        return switch (kind) {
            case 1 -> new Frame.Hello(in.text());
            case 2 ->
                new Frame.Call(
                        in.list(), in.list(), in.text(), in.number(), in.number(), in.number(), in.number(), in.text());
            case 3 -> new Frame.Input(in.piece());
            case 4 -> new Frame.InputEnd(in.text());
            case 5 -> new Frame.Answer(in.flag(), in.piece());
            case 6 -> new Frame.Signal(in.number());
            case 7 -> new Frame.Size(in.number(), in.number());
            case 8 -> new Frame.Broken(in.number(), in.text());
            case 9 -> new Frame.Flushed(in.number());
            default -> throw new FrameException("no frame is of kind " + kind);
        };
    }

    private static Frame ofAgent(int kind, FieldReader in) throws FrameException {
        return switch (kind) {
            case 64 -> new Frame.Welcome();
            case 65 -> new Frame.Outdated(in.text());
            case 66 -> new Frame.Alone(in.text());
            case 67 -> new Frame.Output(in.number(), in.piece());
            case 68 -> new Frame.Want();
            case 69 -> new Frame.Ask(in.flag(), in.text());
            case 70 -> new Frame.Exit(in.number());
            case 71 -> new Frame.Flush(in.number());
            case 72 -> new Frame.Mode(in.flag());
            default -> throw new FrameException("no frame is of kind " + kind);
        };
    }
}
