package dev.signals.docs.picture;

import dev.signals.docs.picture.Step.Actor;
import java.util.List;

/** Draws steps from left to right, each in the row of who does it. Readable on light and dark pages. */
final class TimelinePicture {

    private static final int LEFT = 110;
    private static final int COLUMN = 122;
    private static final int BOX = 112;
    private static final int ROW = 58;
    private static final int HEIGHT = 34;

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328 }
              .page { fill: #ffffff; stroke: #d1d9e0 }
              .row { stroke: #d1d9e0 }
              .label { fill: #59636e }
              .your_code { fill: #eff2f5; stroke: #818b98 }
              .hibernate { fill: #ddf4ff; stroke: #0969da }
              .receivers { fill: #dafbe1; stroke: #1a7f37 }
              .way { fill: none; stroke: #59636e; stroke-width: 1.5 }
              .head { fill: #59636e }
              @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc }
                .page { fill: #0d1117; stroke: #3d444d }
                .row { stroke: #3d444d }
                .label { fill: #9198a1 }
                .your_code { fill: #212830; stroke: #656c76 }
                .hibernate { fill: #0c2d6b; stroke: #4493f8 }
                .receivers { fill: #033a16; stroke: #3fb950 }
                .way { stroke: #9198a1 }
                .head { fill: #9198a1 }
              }
            </style>
            """;

    private TimelinePicture() {}

    static String of(List<Step> steps) {
        int width = LEFT + steps.size() * COLUMN + 10;
        int height = Actor.values().length * ROW + 16;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(width, height, description(steps)));
        svg.append(STYLE);
        svg.append("""
                <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                  <path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
                """);
        svg.append("<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"8\"/>%n"
                .formatted(width - 1, height - 1));
        for (Actor actor : Actor.values()) {
            svg.append("<line class=\"row\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n"
                    .formatted(LEFT, width - 10, middle(actor), middle(actor)));
            svg.append("<text class=\"label\" x=\"16\" y=\"%d\">%s</text>%n".formatted(middle(actor) + 5, actor.label));
        }
        for (int i = 1; i < steps.size(); i++) {
            svg.append(way(steps.get(i - 1), steps.get(i), i));
        }
        for (int i = 0; i < steps.size(); i++) {
            svg.append(box(steps.get(i), i));
        }
        return svg.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
    }

    private static String description(List<Step> steps) {
        return String.join(", then ", steps.stream().map(Step::text).toList());
    }

    private static int middle(Actor actor) {
        return 8 + actor.ordinal() * ROW + ROW / 2;
    }

    private static int center(int index) {
        return LEFT + index * COLUMN + COLUMN / 2;
    }

    private static String box(Step step, int index) {
        int middle = middle(step.actor());
        String[] lines = step.text().split(", ");
        StringBuilder box =
                new StringBuilder("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>%n"
                        .formatted(
                                step.actor().name().toLowerCase(java.util.Locale.ROOT),
                                center(index) - BOX / 2,
                                middle - HEIGHT / 2,
                                BOX,
                                HEIGHT));
        for (int line = 0; line < lines.length; line++) {
            box.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                    .formatted(center(index), middle + 5 + line * 15 - (lines.length - 1) * 7, lines[line]));
        }
        return box.toString();
    }

    /** Ways between rows leave a box below or above and arrive at the side of the next, so they cross no text. */
    private static String way(Step from, Step to, int index) {
        int start = middle(from.actor());
        int end = middle(to.actor());
        int side = center(index) - BOX / 2;
        String path = start == end
                ? "M%d %dH%d".formatted(center(index - 1) + BOX / 2, start, side)
                : "M%d %dV%dH%d"
                        .formatted(center(index - 1), start + Integer.signum(end - start) * HEIGHT / 2, end, side);
        return "<path class=\"way\" d=\"%s\" marker-end=\"url(#head)\"/>%n".formatted(path);
    }
}
