package dt.inventory;

import dt.inventory.YamlEvents.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands below a host's name, or below {@code defaults}. */
final class SettingsOfHost {
    private static final int MOST_VARS = 1000;

    private final YamlEvents events;
    private final String file;
    private List<Claim> claims = List.of();

    SettingsOfHost(YamlEvents events, String file) {
        this.events = events;
        this.file = file;
    }

    /** Adds what is said to a list. */
    void read(List<Claim> into) throws InventoryException {
        claims = into;
        var kind = events.next();
        if (kind == Kind.SCALAR && HostsYaml.isNothing(events)) {
            return;
        }
        if (kind != Kind.MAPPING) {
            throw wrong("a host has keys and values; write them below its name, or leave them out");
        }
        var seen = 0;
        while ((kind = events.next()) != Kind.END) {
            if (kind != Kind.SCALAR) {
                throw wrong("a key is not a word; write name: value");
            }
            var key = Setting.KEYS.indexOf(events.text());
            if (key < 0) {
                throw wrong(HostsYaml.unknownKey(events.text(), Setting.KEYS));
            }
            if ((seen & 1 << key) != 0) {
                throw wrong(events.text() + " is given twice; write it once");
            }
            seen |= 1 << key;
            try {
                value(events.text());
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    private void value(String key) throws InventoryException {
        switch (key) {
            case "tags" -> tags();
            case "address" -> {
                var address = Words.address(one(key));
                claims.add(new Claim.Address(address, events.line(), events.column()));
            }
            case "port" -> {
                var port = Words.port(one(key));
                claims.add(new Claim.Port(port, events.line(), events.column()));
            }
            case "user" -> {
                var user = Words.word(key, one(key));
                claims.add(new Claim.User(user, events.line(), events.column()));
            }
            case "jump" -> jump();
            case "identity" -> identity();
            case "vars" -> vars();
            default -> throw new IllegalStateException(key);
        }
    }

    /** A value that is one text. */
    private String one(String key) throws InventoryException {
        if (events.next() != Kind.SCALAR) {
            throw wrong(key + " is more than one value; write one");
        }
        if (HostsYaml.isNothing(events)) {
            throw wrong(key + " has no value; write one or leave it out");
        }
        return events.text();
    }

    private void tags() throws InventoryException {
        var kind = events.next();
        if (kind == Kind.SCALAR) {
            if (!HostsYaml.isNothing(events)) {
                claims.add(new Claim.Tag(Words.tag(events.text()), events.line(), events.column()));
            }
            return;
        }
        inList("tags", kind);
        while (nextItem("tags")) {
            claims.add(new Claim.Tag(Words.tag(events.text()), events.line(), events.column()));
        }
    }

    private void jump() throws InventoryException {
        var kind = events.next();
        var line = events.line();
        var column = events.column();
        if (kind == Kind.SCALAR) {
            claims.add(new Claim.Jump(Words.hops(events.text()), line, column));
            return;
        }
        inList("jump", kind);
        var hops = new ArrayList<Hop>();
        while (nextItem("jump")) {
            hops.add(Words.hop(events.text()));
        }
        claims.add(new Claim.Jump(hops, line, column));
    }

    private void identity() throws InventoryException {
        var kind = events.next();
        var line = events.line();
        var column = events.column();
        var files = new ArrayList<String>();
        if (kind == Kind.SCALAR) {
            files.add(path());
        } else {
            inList("identity", kind);
            while (nextItem("identity")) {
                files.add(path());
            }
        }
        claims.add(new Claim.Identity(files, line, column));
    }

    private String path() throws InventoryException {
        if (events.text().isBlank() || events.text().indexOf('\0') >= 0) {
            throw wrong("identity has no value; write the path of a private key");
        }
        return events.text();
    }

    private void vars() throws InventoryException {
        var kind = events.next();
        if (kind == Kind.SCALAR && HostsYaml.isNothing(events)) {
            return;
        }
        if (kind != Kind.MAPPING) {
            throw wrong("vars is not a mapping; write name: value");
        }
        var first = claims.size();
        while ((kind = events.next()) != Kind.END) {
            if (kind != Kind.SCALAR) {
                throw wrong("a key is not a word; write name: value");
            }
            var name = Words.word("var", events.text());
            refuseTwice(name, first);
            if (events.next() != Kind.SCALAR) {
                throw wrong("var " + Words.quoted(name) + " is more than one value; write one");
            }
            var value = HostsYaml.isNothing(events) ? "" : events.text();
            claims.add(new Claim.Var(name, value, events.line(), events.column()));
        }
    }

    private void refuseTwice(String name, int first) throws InventoryException {
        // Bounds the search below, which for the usual few is quicker than a set for each of 100,000 hosts.
        if (claims.size() - first == MOST_VARS) {
            throw wrong("more than " + MOST_VARS + " vars for one host; keep them in a file of their own");
        }
        for (var i = first; i < claims.size(); i++) {
            if (claims.get(i) instanceof Claim.Var var && var.name().equals(name)) {
                throw wrong("var " + Words.quoted(name) + " is given twice; write it once");
            }
        }
    }

    private void inList(String key, Kind kind) throws InventoryException {
        if (kind != Kind.SEQUENCE) {
            throw wrong(key + " is not a list; write [a, b]");
        }
    }

    private boolean nextItem(String key) throws InventoryException {
        var kind = events.next();
        if (kind != Kind.SCALAR && kind != Kind.END) {
            throw wrong(key + " has a list or mapping inside; write one plain list");
        }
        return kind == Kind.SCALAR;
    }

    private InventoryException wrong(String message) {
        return new InventoryException(new Place(file, events.line(), events.column()), message);
    }
}
