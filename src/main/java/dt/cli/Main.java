package dt.cli;

/** Entry point. */
public final class Main {
    private Main() {}

    static void main(String[] args) {
        System.out.println("dt " + args.length);
    }
}
