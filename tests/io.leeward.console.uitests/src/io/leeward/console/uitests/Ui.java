package io.leeward.console.uitests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;

/** Finds widgets that can be seen and works them; called from the thread of the test. */
final class Ui {
    private static final long LIMIT_SECONDS = 40;
    private static final int LOOK_EVERY_MILLIS = 40;

    private Ui() {}

    static Display display() {
        return PlatformUI.getWorkbench().getDisplay();
    }

    /** Runs on the UI thread and waits for the answer. */
    static <T> T get(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        display().asyncExec(() -> complete(answer, question));
        return wait(answer, "an answer");
    }

    /** Runs on the UI thread and waits until it is done. */
    static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }

    /** Starts something on the UI thread that may open a dialog, and does not wait for it. */
    static void begin(Runnable work) {
        display().asyncExec(work);
    }

    /** Runs a command of the workbench, which may open a dialog, and does not wait for it. */
    static void command(String id) {
        begin(() -> {
            try {
                PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(id, null);
            } catch (CommandException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Waits until something is the case. */
    static void await(String what, BooleanSupplier condition) {
        find(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until something can be seen. */
    static <T> T find(String what, Supplier<Optional<T>> look) {
        CompletableFuture<T> found = new CompletableFuture<>();
        display().asyncExec(() -> lookAgain(found, look));
        return wait(found, what);
    }

    /** Waits until a widget that fits can be seen. */
    static <W extends Widget> W find(Class<W> type, Predicate<W> fits) {
        return find(type.getSimpleName(), () -> all(type).filter(fits).findFirst());
    }

    static Button button(String text) {
        return find(Button.class, button -> plain(button.getText()).equals(text));
    }

    static void click(Button button) {
        begin(() -> {
            if ((button.getStyle() & (SWT.RADIO | SWT.CHECK)) != 0) {
                button.setSelection(true);
            }
            button.notifyListeners(SWT.Selection, new Event());
        });
    }

    static void clickEnabled(String text) {
        click(find(Button.class, button -> plain(button.getText()).equals(text) && button.isEnabled()));
    }

    static ToolItem tool(String text) {
        return find(ToolItem.class, item -> item.getText().strip().startsWith(text));
    }

    static Shell shell(String title) {
        return find(Shell.class, shell -> shell.getText().contains(title));
    }

    /** A table that has a column with this title. */
    static Table table(String column) {
        return find(Table.class, table -> Arrays.stream(table.getColumns())
                .anyMatch(c -> c.getText().equals(column)));
    }

    /** The texts of a column. */
    static List<String> texts(Table table, int column) {
        return get(() -> Arrays.stream(table.getItems())
                .map(item -> item.getText(column))
                .toList());
    }

    /** Selects a row as a click would. */
    static void select(Table table, int row) {
        run(() -> {
            table.setSelection(row);
            Event event = new Event();
            event.item = table.getItem(row);
            table.notifyListeners(SWT.Selection, event);
        });
    }

    static void open(Table table) {
        begin(() -> table.notifyListeners(SWT.DefaultSelection, new Event()));
    }

    /** The item of a control's context menu, as it is when the menu opens. */
    static MenuItem menuItem(Control control, String text) {
        return find(text, () -> {
            Menu menu = control.getMenu();
            menu.notifyListeners(SWT.Show, new Event());
            return Arrays.stream(menu.getItems())
                    .filter(item -> plain(item.getText()).startsWith(text))
                    .findFirst();
        });
    }

    static String plain(String text) {
        return text.replace("&", "").strip();
    }

    private static <W extends Widget> java.util.stream.Stream<W> all(Class<W> type) {
        List<Widget> seen = new ArrayList<>();
        for (Shell shell : display().getShells()) {
            collect(shell, seen);
        }
        return seen.stream().filter(type::isInstance).map(type::cast);
    }

    private static void collect(Control control, List<Widget> seen) {
        if (!control.isVisible()) {
            return;
        }
        seen.add(control);
        if (control instanceof ToolBar bar) {
            seen.addAll(List.of(bar.getItems()));
        }
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                collect(child, seen);
            }
        }
    }

    private static <T> void lookAgain(CompletableFuture<T> found, Supplier<Optional<T>> look) {
        if (found.isDone()) {
            return;
        }
        try {
            look.get().ifPresentOrElse(found::complete, () -> display()
                    .timerExec(LOOK_EVERY_MILLIS, () -> lookAgain(found, look)));
        } catch (RuntimeException e) {
            found.completeExceptionally(e);
        }
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> question) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static <T> T wait(CompletableFuture<T> answer, String what) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new AssertionError("not seen within " + LIMIT_SECONDS + " s: " + what);
        } catch (ExecutionException e) {
            throw new AssertionError(what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what, e);
        }
    }
}
