package dt.sh;

/** What {@code :help} prints. */
final class Help {
    static final String TEXT = """
            Each line is run on the hosts of the context, by their login shells. A line that begins with
            :, . or @ is for dt sh; a blank before it sends that to the hosts, too.

            """ + OwnWord.help() + """

              Ctrl-C                        ends the line, here and on the hosts
              Ctrl-R                        searches the lines of this session and earlier ones
              TAB                           completes; also the paths of one host of the context
              Ctrl-D                        leaves
            """;

    private Help() {}
}
