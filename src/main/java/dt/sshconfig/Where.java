package dt.sshconfig;

/** Where something was written, as messages name it: {@code file:line} or the option that said so. */
record Where(String place) {
    static Where line(String file, int number) {
        return new Where(file + ":" + number);
    }

    static Where option(String text) {
        return new Where("ssh option \"" + Quoted.visible(text) + "\"");
    }

    static Where given(String what) {
        return new Where(what + " of the host");
    }

    SshConfigException bad(String why) {
        return new SshConfigException(place + ": " + why);
    }
}
