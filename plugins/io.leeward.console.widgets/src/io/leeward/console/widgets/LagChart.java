package io.leeward.console.widgets;

import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;

/** How long ago the newest recoverable point was cut, over time, with the limit as a dashed line. */
public final class LagChart {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double HEADROOM = 1.15;
    private static final double LEAST_MINUTES = 1;
    private static final Duration BRIEF = Duration.ofMinutes(10);

    private final Chart chart;
    private final Palette palette;
    private final ILineSeries<?> lag;
    private final ILineSeries<?> limit;

    /** One measurement. */
    public record Sample(Instant at, Duration lag) {}

    /**
     * Makes it.
     *
     * @param lagName what the line is called
     * @param limitName what the limit is called
     * @param axisName what is measured, with its unit: minutes
     */
    public LagChart(Composite parent, Palette palette, String lagName, String limitName, String axisName) {
        this.palette = palette;
        chart = new Chart(parent, SWT.NONE);
        chart.getTitle().setVisible(false);
        chart.getLegend().setPosition(SWT.TOP);
        lag = series(lagName);
        lag.setLineWidth(1);
        limit = series(limitName);
        limit.setLineStyle(LineStyle.DASH);
        IAxis x = chart.getAxisSet().getXAxis(0);
        x.getTitle().setVisible(false);
        chart.getAxisSet().getYAxis(0).getTitle().setText(axisName);
        chart.getAxisSet().getYAxis(0).getTitle().setFont(chart.getFont());
        color();
    }

    /** The control, for layout. */
    public Control control() {
        return chart;
    }

    /** Shows these samples, oldest first; with fewer than two the chart is empty. */
    public void show(List<Sample> samples, Optional<Duration> threshold) {
        color();
        boolean drawable = samples.size() > 1;
        lag.setVisible(drawable);
        limit.setVisible(drawable && threshold.isPresent());
        if (!drawable) {
            chart.redraw();
            return;
        }
        Date[] times = samples.stream().map(sample -> Date.from(sample.at())).toArray(Date[]::new);
        double[] minutes =
                samples.stream().mapToDouble(sample -> minutes(sample.lag())).toArray();
        lag.setXDateSeries(times);
        lag.setYSeries(minutes);
        double most =
                Math.max(LEAST_MINUTES, java.util.Arrays.stream(minutes).max().orElse(0));
        if (threshold.isPresent()) {
            double line = minutes(threshold.get());
            limit.setXDateSeries(new Date[] {times[0], times[times.length - 1]});
            limit.setYSeries(new double[] {line, line});
            most = Math.max(most, line);
        }
        boolean brief =
                Duration.between(samples.getFirst().at(), samples.getLast().at())
                                .compareTo(BRIEF)
                        < 0;
        chart.getAxisSet()
                .getXAxis(0)
                .getTick()
                .setFormat(new SimpleDateFormat(brief ? "HH:mm:ss" : "HH:mm", Locale.ENGLISH));
        chart.getAxisSet().getXAxis(0).setRange(new Range(times[0].getTime(), times[times.length - 1].getTime()));
        chart.getAxisSet().getYAxis(0).setRange(new Range(0, most * HEADROOM));
        chart.redraw();
    }

    private static double minutes(Duration value) {
        return value.toMillis() / (SECONDS_PER_MINUTE * 1000);
    }

    private ILineSeries<?> series(String name) {
        ILineSeries<?> series = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, name);
        series.setSymbolType(ILineSeries.PlotSymbolType.NONE);
        series.setAntialias(SWT.ON);
        return series;
    }

    private void color() {
        var surface = palette.of(Token.SURFACE);
        var muted = palette.of(Token.MUTED);
        chart.setBackground(surface);
        chart.getPlotArea().setBackground(surface);
        chart.getLegend().setBackground(surface);
        chart.getLegend().setForeground(muted);
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            axis.getTick().setForeground(muted);
            axis.getTitle().setForeground(muted);
            axis.getGrid().setForeground(palette.of(Token.BORDER));
        }
        lag.setLineColor(palette.of(Token.INFO));
        limit.setLineColor(palette.of(Token.CRITICAL));
    }
}
