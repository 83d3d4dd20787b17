package dt.output;

/** The inside of a JSON string (RFC 8259) from UTF-8, as it comes. Characters that act on a terminal are escaped too. */
final class JsonText implements Bytes, Scan.Parts {
    private static final boolean[] SPECIALS = specials();
    private static final String HEX = "0123456789abcdef";

    private final Sink out;
    private final Scan scan;

    JsonText(Sink out) {
        this.out = out;
        this.scan = new Scan(SPECIALS, this);
    }

    private static boolean[] specials() {
        var specials = new boolean[128];
        for (int c = 0; c < ' '; c++) {
            specials[c] = true;
        }
        specials[0x7f] = true;
        specials['"'] = true;
        specials['\\'] = true;
        return specials;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        scan.write(bytes, offset, length);
    }

    void end() {
        scan.end();
    }

    @Override
    public void plain(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length);
    }

    @Override
    public void special(int c) {
        switch (c) {
            case '"', '\\' -> shortly(c);
            case '\n' -> shortly('n');
            case '\r' -> shortly('r');
            case '\t' -> shortly('t');
            default -> unicode(c);
        }
    }

    @Override
    public void acting(byte[] bytes, int offset, int length) {
        unicode(Utf8.codePoint(bytes, offset, length));
    }

    @Override
    public void invalid(int b) {
        unicode(0xfffd);
    }

    private void shortly(int c) {
        out.put('\\');
        out.put(c);
    }

    private void unicode(int point) {
        out.put('\\');
        out.put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX.charAt(point >> shift & 15));
        }
    }
}
