"use strict";
// Draws the plots of the data block with the colors, dashes and markers of the pictures next to the page.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const colors = ["#0072B2", "#009E73", "#D55E00", "#CC79A7", "#8A6D00", "#56B4E9", "#000000", "#E69F00"];
  const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
  const markers = ["circle", "rect", "triangle", "rectRot"];

  const line = (plot, number) => {
    const points = plot.lines[number].points;
    const dots = plot.marks === "DOTS";
    const withMarkers = dots || points.length <= 60;
    return {
      label: plot.lines[number].name,
      data: points,
      showLine: !dots,
      borderColor: colors[number % colors.length],
      backgroundColor: colors[number % colors.length],
      borderDash: dashes[number % dashes.length],
      borderWidth: 2,
      pointStyle: markers[number % markers.length],
      pointRadius: withMarkers ? (dots && points.length > 500 ? 1.5 : 4) : 0,
      pointHitRadius: 8,
    };
  };

  const level = (plot) => {
    const xs = plot.lines.flatMap((drawn) => drawn.points.map((point) => point.x));
    const ends = xs.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity]);
    return {
      label: String(plot.level),
      data: ends.map((x) => ({ x, y: plot.level })),
      borderColor: "#000",
      borderDash: [5, 4],
      borderWidth: 1.2,
      pointStyle: "line",
      pointRadius: 0,
      pointHitRadius: 0,
    };
  };

  for (const [id, plot] of Object.entries(data.plots)) {
    const datasets = plot.lines.map((_, number) => line(plot, number));
    if (plot.level !== null) {
      datasets.push(level(plot));
    }
    new Chart(document.getElementById(id), {
      type: "line",
      data: { datasets },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        interaction: { mode: "nearest", axis: plot.marks === "DOTS" ? "xy" : "x", intersect: false },
        scales: {
          x: { type: "linear", title: { display: true, text: plot.x }, ticks: { precision: 0 } },
          y: { type: plot.scale === "LOG" ? "logarithmic" : "linear", title: { display: true, text: plot.y } },
        },
        plugins: {
          title: { display: plot.title !== "", text: plot.title },
          legend: { display: datasets.length > 1, position: "bottom", labels: { usePointStyle: true } },
        },
      },
    });
  }
})();
