package dt.output;

import dt.module.Observer;
import dt.module.Result;

/**
 * The result line, one a host, as it ends: {@code status:encoding:dt:module:host:text}. An interface to other programs:
 * states may be added, nothing else changes. Throws {@link ClosedOutputException}.
 */
public final class OmniLines implements Observer {
    /** How the text is written. */
    public enum Form {
        /** See {@link Escape}. */
        ESCAPED,
        /** As dtools did: a backslash stays one. */
        LEGACY,
        /** Exact bytes, line ends at the end included. */
        BASE64
    }

    private final Sink out;
    private final Form form;
    private final Colours colours;
    private final Escape escape;

    /** Lines for programs, without colour. */
    public OmniLines(Sink out, Form form) {
        this(out, form, Colours.OFF);
    }

    /** @param colours for the fields before the text; that is never touched */
    public OmniLines(Sink out, Form form, Colours colours) {
        this.out = out;
        this.colours = colours;
        this.form = form;
        this.escape = new Escape(out, form == Form.LEGACY);
    }

    @Override
    public void ended(Result result) {
        out.text(colours.status(result.outcome().isOkay())
                + (form == Form.BASE64 ? ":base64" : ":")
                + head(result.module(), result.host().label(), colours));
        switch (form) {
            case ESCAPED, LEGACY -> {
                Told.tell(result, escape);
                escape.end();
            }
            case BASE64 -> {
                var base64 = new Base64Bytes(out);
                Told.tell(result, base64);
                base64.end();
            }
        }
        out.put('\n');
        out.flush();
    }

    /** A note on a host that is no result, with its newline: what {@code --pretend} would do. */
    public static String info(String module, String host, String text, Colours colours) {
        return colours.note("info") + ":" + head(module, host, colours) + Escape.of(text) + "\n";
    }

    /** A question, without a newline. Hidden: the answer is not echoed. */
    public static String type(String module, String host, String question, boolean hidden) {
        return (hidden ? "type:hidden" : "type:") + head(module, host, Colours.OFF) + Escape.of(question);
    }

    private static String head(String module, String host, Colours colours) {
        return ":dt:" + colours.note(Field.encode(module)) + ":" + colours.strong(Field.encode(host)) + ":";
    }
}
