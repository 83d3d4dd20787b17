package dt.selector;

/** Reads what follows {@code tag:}: items with commas between them, joined from left to right. */
final class TagParser {
    private static final int DEEPEST = 200;

    private final Cursor cursor;
    private int depth;

    TagParser(Cursor cursor) {
        this.cursor = cursor;
    }

    TagTest parse() throws SelectorException {
        var test = item();
        int items = 0;
        while (!cursor.atEnd() && cursor.here() == ',') {
            if (++items > 10 * DEEPEST) {
                throw cursor.wrong("more than " + 10 * DEEPEST + " tags; use fewer", cursor.at);
            }
            cursor.at++;
            test = switch (cursor.here()) {
                case '+' -> {
                    cursor.at++;
                    yield new TagTest.And(test, item());
                }
                case '-' -> {
                    cursor.at++;
                    yield new TagTest.Without(test, item());
                }
                default -> new TagTest.Or(test, item());
            };
        }
        return test;
    }

    private TagTest item() throws SelectorException {
        if (!cursor.atEnd() && cursor.here() == '(') {
            return group();
        }
        int from = cursor.at;
        while (!cursor.endsBody(cursor.at) && cursor.here() != ',' && cursor.here() != '(') {
            if (cursor.here() == ':') {
                throw cursor.wrong(
                        "a tag has no colon; behind one a label has to follow, as in tag:a:tag:b", cursor.at);
            }
            cursor.at++;
        }
        var tag = cursor.text.substring(from, cursor.at);
        if (tag.isEmpty()) {
            throw cursor.wrong("a tag is missing here", from);
        }
        if (from == cursor.at - tag.length() && (tag.startsWith("-") || tag.startsWith("+"))) {
            throw cursor.wrong(
                    "nothing stands before the " + tag.charAt(0) + "; for hosts without a tag write !tag:"
                            + tag.substring(1),
                    from);
        }
        return Glob.isOne(tag) ? new TagTest.Like(new Glob(tag)) : new TagTest.Has(tag);
    }

    private TagTest group() throws SelectorException {
        int open = cursor.at;
        if (++depth > DEEPEST) {
            throw cursor.wrong("more than " + DEEPEST + " brackets are nested; use fewer", open);
        }
        cursor.at++;
        var inner = parse();
        if (cursor.atEnd() || cursor.here() != ')') {
            throw cursor.wrong("this ( is not closed; add a )", open);
        }
        cursor.at++;
        depth--;
        return inner;
    }
}
