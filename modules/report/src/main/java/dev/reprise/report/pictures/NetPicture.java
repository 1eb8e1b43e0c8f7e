package dev.reprise.report.pictures;

import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Net;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/** A net drawn layer by layer: the wider a box, the more outputs; layers with parameters are tinted. */
public final class NetPicture {
    private static final int WIDTH = 760;
    private static final int BOXES = 420;
    private static final int BOX = 34;
    private static final int STEP = 52;
    private static final int TOP = 16;
    private static final Color TINT = new Color(0xC6E3F5);

    private NetPicture() {}

    public static ReportPicture of(Net net) {
        List<Net.Step> steps = net.steps();
        int height = TOP + (steps.size() + 1) * STEP;
        String caption =
                "The net from input (top) to output, with the output shape and the number of parameters of each layer, "
                        + number(net.parameterCount()) + " in total. Layers with parameters are tinted.";
        return new Canvas(WIDTH, height).draw("net", caption, g -> {
            double most = widest(net);
            box(g, 0, "input", net.input(), "", most, Color.WHITE);
            for (int i = 0; i < steps.size(); i++) {
                Net.Step step = steps.get(i);
                long learned = step.parameterCount();
                arrow(g, i + 1);
                box(
                        g,
                        i + 1,
                        Net.text(List.of(step.layer())),
                        step.output(),
                        learned == 0 ? "" : number(learned) + " parameters",
                        most,
                        learned == 0 ? Color.WHITE : TINT);
            }
        });
    }

    private static double widest(Net net) {
        return net.steps().stream().mapToDouble(step -> log(step.output())).reduce(log(net.input()), Math::max);
    }

    private static double log(Shape shape) {
        return Math.log1p((double) shape.size());
    }

    private static void box(
            Graphics2D g, int place, String text, Shape output, String parameters, double most, Color fill) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        int needed = g.getFontMetrics().stringWidth(text) + 20;
        int width = Math.min(BOXES, Math.max(needed, (int) (BOXES * log(output) / most)));
        int x = (BOXES - width) / 2 + 10;
        int y = TOP + place * STEP;
        g.setStroke(Palette.solid(1.4f));
        g.setColor(fill);
        g.fillRoundRect(x, y, width, BOX, 8, 8);
        g.setColor(Color.BLACK);
        g.drawRoundRect(x, y, width, BOX, 8, 8);
        TextRenderer.centered(g, text, x + 4, width - 8, y + 22);
        g.drawString(output.toString(), BOXES + 28, y + 22);
        g.drawString(parameters, BOXES + 150, y + 22);
    }

    private static void arrow(Graphics2D g, int place) {
        int x = BOXES / 2 + 10;
        int y = TOP + place * STEP;
        g.setColor(Color.BLACK);
        g.setStroke(Palette.solid(1.4f));
        g.drawLine(x, y - (STEP - BOX) + 1, x, y - 5);
        g.fillPolygon(new int[] {x - 5, x + 5, x}, new int[] {y - 8, y - 8, y - 1}, 3);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
