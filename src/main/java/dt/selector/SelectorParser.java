package dt.selector;

import dt.suggest.Nearest;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Recursive descent over
 *
 * <pre>
 * either := both ( '+' both )*
 * both   := one ( '&amp;' one | ':' one )*
 * one    := '!' one | 'not:' one | '(' either ')' | LABEL [':' body] | hosts
 * </pre>
 */
final class SelectorParser {
    private static final int DEEPEST = 500;

    private final Cursor cursor;
    private int depth;
    private int operators;

    SelectorParser(String text) {
        this.cursor = new Cursor(text);
    }

    Selector parse() throws SelectorException {
        cursor.skipBlanks();
        if (cursor.atEnd()) {
            throw cursor.wrong("the selector is empty; all stands for every host", 0);
        }
        int start = 0;
        var selector = either();
        if (!cursor.atEnd()) {
            throw unexpected();
        }
        return outermost(selector, cursor.text.substring(start));
    }

    /** Blanks around the whole selector belong to its text. */
    private static Selector outermost(Selector selector, String text) {
        return selector.text().equals(text) ? selector : withText(selector, text);
    }

    private SelectorException unexpected() {
        if (cursor.here() == ')') {
            return cursor.wrong("a ) closes nothing; take it out, or open one with (", cursor.at);
        }
        return cursor.wrong(
                "here a +, & or : has to join what comes to what was; a host list has commas and no blanks", cursor.at);
    }

    private Selector either() throws SelectorException {
        int start = cursor.at;
        var left = both();
        while (!cursor.atEnd() && cursor.here() == '+') {
            deeper(cursor.at);
            cursor.at++;
            left = new Selector.Either("", left, operand("+"));
            left = withText(left, slice(start));
        }
        return left;
    }

    private Selector operand(String operator) throws SelectorException {
        int place = cursor.at - 1;
        cursor.skipBlanks();
        if (cursor.atEnd()) {
            throw cursor.wrong("nothing follows the " + operator + "; write a selector behind it", place);
        }
        return operator.equals("+") ? both() : one();
    }

    private Selector both() throws SelectorException {
        int start = cursor.at;
        var left = one();
        while (!cursor.atEnd() && (cursor.here() == '&' || cursor.isChain(cursor.at))) {
            deeper(cursor.at);
            var operator = String.valueOf(cursor.here());
            cursor.at++;
            left = withText(new Selector.Both("", left, operand(operator)), slice(start));
        }
        return left;
    }

    /** Long chains make deep trees: they count as nesting does, or resolving them would overflow the stack. */
    private void deeper(int place) throws SelectorException {
        if (++operators > 4 * DEEPEST) {
            throw cursor.wrong("more than " + 4 * DEEPEST + " selectors are joined; use a host list or a tag", place);
        }
    }

    private Selector one() throws SelectorException {
        int start = cursor.at;
        if (++depth > DEEPEST) {
            throw cursor.wrong("more than " + DEEPEST + " selectors are nested; use fewer", start);
        }
        try {
            var selector = oneHere(start);
            cursor.skipBlanks();
            return selector;
        } finally {
            depth--;
        }
    }

    private Selector oneHere(int start) throws SelectorException {
        if (cursor.atEnd()) {
            throw cursor.wrong("a selector is missing here", start);
        }
        return switch (cursor.here()) {
            case '!' -> {
                cursor.at++;
                cursor.skipBlanks();
                var inner = one();
                yield new Selector.Not(slice(start), inner);
            }
            case '(' -> group(start);
            case '+', '&', ':', ')' ->
                throw cursor.wrong("a selector is missing before the " + cursor.here() + "; write one there", start);
            default -> labelled(start);
        };
    }

    private Selector group(int start) throws SelectorException {
        cursor.at++;
        cursor.skipBlanks();
        var inner = either();
        if (cursor.here() != ')') {
            if (!cursor.atEnd()) {
                throw unexpected();
            }
            throw cursor.wrong("this ( is not closed; add a )", start);
        }
        cursor.at++;
        return withText(inner, slice(start));
    }

    private Selector labelled(int start) throws SelectorException {
        var word = cursor.word();
        var known = Label.of(word);
        int behind = start + word.length();
        boolean colon = behind < cursor.text.length() && cursor.text.charAt(behind) == ':';
        if (known.isPresent() && (colon || (!known.get().takesBody() && cursor.endsBody(behind)))) {
            // In "all:tag:x" the colon is the chain's; in "all:" it is only decoration.
            boolean chains = colon && cursor.labelAt(behind + 1).isPresent();
            cursor.at = colon && (known.get().takesBody() || !chains) ? behind + 1 : behind;
            return body(known.get(), start);
        }
        if (colon && !startsWithDigit(behind + 1)) {
            throw cursor.wrong(
                    "there is no label " + word + "; "
                            + Nearest.to(word, Label.words())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("labels are " + String.join(" ", Label.words())),
                    start);
        }
        return hosts(start);
    }

    private boolean startsWithDigit(int place) {
        return place < cursor.text.length() && Character.isDigit(cursor.text.charAt(place));
    }

    private Selector body(Label label, int start) throws SelectorException {
        return switch (label) {
            case ALL -> new Selector.All(slice(start));
            case NIL -> {
                // Of what stands behind it nothing counts.
                while (!cursor.endsBody(cursor.at)) {
                    cursor.at++;
                }
                yield new Selector.Nil(slice(start));
            }
            case OUT -> new Selector.Out(slice(start));
            case NOT -> {
                cursor.skipBlanks();
                var inner = one();
                yield new Selector.Not(slice(start), inner);
            }
            case SYS -> hosts(start);
            case TAG -> {
                var test = new TagParser(cursor).parse();
                yield new Selector.Tagged(slice(start), test);
            }
            case EXP -> expression(start);
            case EC2 -> {
                var filter = plain("ec2: needs a name or a filter, such as ec2:web1 or ec2:tag=role=web");
                yield new Selector.Ec2(slice(start), filter);
            }
            case RUN -> {
                var words = plain("run: needs a run, such as run:last:failed");
                yield new Selector.Run(slice(start), words);
            }
        };
    }

    private String plain(String missing) throws SelectorException {
        int from = cursor.at;
        while (!cursor.endsBody(cursor.at)) {
            cursor.at++;
        }
        if (cursor.at == from) {
            throw cursor.wrong(missing, from);
        }
        return cursor.text.substring(from, cursor.at);
    }

    private Selector hosts(int start) throws SelectorException {
        var items = new HostItems(cursor).parse();
        return new Selector.Listed(slice(start), items);
    }

    private Selector expression(int start) throws SelectorException {
        int from = cursor.at;
        String regex;
        if (cursor.here() == '/') {
            int end = from + 1;
            while (end < cursor.text.length() && cursor.text.charAt(end) != '/') {
                end += cursor.text.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= cursor.text.length()) {
                throw cursor.wrong("this / is not closed; add a / behind the expression", from);
            }
            regex = cursor.text.substring(from + 1, end);
            cursor.at = end + 1;
            from++;
        } else {
            regex = undelimited();
        }
        if (regex.isEmpty()) {
            throw cursor.wrong("exp: needs a regular expression, such as exp:web.*", from);
        }
        try {
            return new Selector.Named(slice(start), new NamePattern(Pattern.compile(regex)));
        } catch (PatternSyntaxException e) {
            throw cursor.wrong("the expression is wrong: " + e.getDescription(), from + Math.max(0, e.getIndex()));
        } catch (StackOverflowError tooDeep) {
            throw cursor.wrong("the expression is nested too deeply", from);
        }
    }

    private String undelimited() {
        int from = cursor.at;
        int open = 0;
        while (!cursor.atEnd() && ((open > 0 && cursor.here() == ')') || isLastPlus() || !cursor.endsBody(cursor.at))) {
            char c = cursor.here();
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            cursor.at += c == '\\' && cursor.at + 1 < cursor.text.length() ? 2 : 1;
        }
        return cursor.text.substring(from, cursor.at);
    }

    /** A plus with nothing behind it repeats what is before it; it joins nothing. */
    private boolean isLastPlus() {
        return cursor.here() == '+' && cursor.at + 1 == cursor.text.length();
    }

    private String slice(int start) {
        return cursor.text.substring(start, cursor.at);
    }

    private static Selector withText(Selector selector, String text) {
        return switch (selector) {
            case Selector.All _ -> new Selector.All(text);
            case Selector.Nil _ -> new Selector.Nil(text);
            case Selector.Out _ -> new Selector.Out(text);
            case Selector.Tagged(var _, var test) -> new Selector.Tagged(text, test);
            case Selector.Named(var _, var regex) -> new Selector.Named(text, regex);
            case Selector.Listed(var _, var items) -> new Selector.Listed(text, items);
            case Selector.Ec2(var _, var filter) -> new Selector.Ec2(text, filter);
            case Selector.Run(var _, var words) -> new Selector.Run(text, words);
            case Selector.Not(var _, var inner) -> new Selector.Not(text, inner);
            case Selector.Both(var _, var left, var right) -> new Selector.Both(text, left, right);
            case Selector.Either(var _, var left, var right) -> new Selector.Either(text, left, right);
        };
    }
}
