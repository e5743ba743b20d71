package dev.signals.examples.blog;

import java.io.Console;
import java.io.PrintStream;

/** Shows how far a long work is: one line that renews itself on a terminal, a few plain lines elsewhere. */
public final class Progress {

    private static final int PLAIN_LINES = 5;

    private final PrintStream out;
    private final boolean terminal;
    private String work = "";
    private int total;
    private int done;
    private int shown;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Takes a terminal for one that can renew a line. */
    public static Progress on(PrintStream out) {
        return new Progress(out, isTerminal());
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since Java 22, which may have a console also when the output goes to a file
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    public void say(String line) {
        out.println(line);
    }

    public void begin(String work, int total) {
        this.work = work;
        this.total = total;
        done = 0;
        shown = 0;
    }

    public void step(String what) {
        done++;
        String line = work + ": " + done + " of " + total + ", " + what;
        if (terminal) {
            renew(line);
        } else if (done * PLAIN_LINES / total > (done - 1) * PLAIN_LINES / total) {
            out.println(line);
        }
    }

    private void renew(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        shown = line.length();
        if (done == total) {
            out.println();
        }
        out.flush();
    }
}
