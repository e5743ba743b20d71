package dev.signals.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the ratios of one table as bars. */
final class Chart {

    private static final Pattern DECIMALS = Pattern.compile("(\\d\\.\\d)\\d+");

    private Chart() {}

    /** Writes an SVG file. */
    static void write(Table table, Results results, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1000)
                .height(450)
                .title(table.title() + ": CPU time, " + table.columns().get(0) + " = 1")
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setChartTitleBoxVisible(false)
                .setChartBackgroundColor(Color.WHITE);
        chart.getStyler()
                .setAvailableSpaceFill(0.8)
                .setPlotGridVerticalLinesVisible(false)
                .setXAxisLabelRotation(15)
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        List<String> labels = table.rows().stream().map(Row::label).toList();
        table.columns().stream()
                .skip(1)
                .forEach(label -> chart.addSeries(
                        label,
                        labels,
                        table.rows().stream()
                                .map(row -> median(row, label, results))
                                .toList()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        }
        // one decimal of a pixel is enough, and half the size
        Files.writeString(file, DECIMALS.matcher(Files.readString(file)).replaceAll("$1"));
    }

    private static double median(Row row, String label, Results results) {
        return Optional.ofNullable(Results.find(row, label))
                .map(column -> results.ratios(row, column, Measured::cpuNanos).median())
                .orElse(0.0);
    }
}
