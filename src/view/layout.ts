// Who gets which part of a picture: a header with title and time, the domain, the colour bar, and a footer with the
// scale bar and the field's name. The colour bar stands beside the domain or lies below it, whichever leaves the
// domain larger. All lengths are in the canvas' units; `unit` is the size of ordinary text.

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** All there is to share out. */
  readonly area: Rectangle;
  readonly unit: number;
  readonly header: Rectangle;
  /** Where the domain lies at zoom 1; for one-dimensional runs the box of the curves. */
  readonly plot: Rectangle;
  /** The colours of the colour bar, without numbers; null for curves. */
  readonly bar: Rectangle | null;
  readonly footer: Rectangle | null;
}

const HEADER = 2.1;
const MARGIN = 0.6;
/** Colour bar beside the domain: gap, colours, numbers. */
const BESIDE = { gap: 0.8, colours: 1.1, numbers: 4 };
/** Colour bar below the domain: gap, colours, numbers. */
const BELOW = { gap: 0.6, colours: 0.9, numbers: 1.3 };
const FOOTER = 1.9;

function centred(area: Rectangle, width: number, height: number): Rectangle {
  return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
}

const within = (area: Rectangle, unit: number): Rectangle => ({
  x: area.x + MARGIN * unit,
  y: area.y + MARGIN * unit,
  width: Math.max(area.width - 2 * MARGIN * unit, unit),
  height: Math.max(area.height - 2 * MARGIN * unit, unit),
});

/** Heat map with its surroundings in `area`; `aspect` is the domain's width over its height. */
export function layoutMap(area: Rectangle, unit: number, aspect: number): Layout {
  const inner = within(area, unit);
  const besideWidth = (BESIDE.gap + BESIDE.colours + BESIDE.numbers) * unit;
  const belowHeight = (BELOW.gap + BELOW.colours + BELOW.numbers) * unit;
  const fixedHeight = (HEADER + FOOTER) * unit;
  const fit = (width: number, height: number) => Math.max(Math.min(width, height * aspect), unit);
  const widthBeside = fit(inner.width - besideWidth, inner.height - fixedHeight);
  const widthBelow = fit(inner.width, inner.height - fixedHeight - belowHeight);
  const beside = widthBeside >= widthBelow;
  const plotWidth = beside ? widthBeside : widthBelow;
  const plotHeight = plotWidth / aspect;
  const whole = centred(
    inner,
    plotWidth + (beside ? besideWidth : 0),
    plotHeight + fixedHeight + (beside ? 0 : belowHeight),
  );
  const plot = { x: whole.x, y: whole.y + HEADER * unit, width: plotWidth, height: plotHeight };
  const bar = beside
    ? {
        x: plot.x + plotWidth + BESIDE.gap * unit,
        y: plot.y,
        width: BESIDE.colours * unit,
        height: plotHeight,
      }
    : {
        x: plot.x,
        y: plot.y + plotHeight + BELOW.gap * unit,
        width: plotWidth,
        height: BELOW.colours * unit,
      };
  const footerTop = plot.y + plotHeight + (beside ? 0 : belowHeight);
  return {
    area,
    unit,
    header: { x: whole.x, y: whole.y, width: whole.width, height: HEADER * unit },
    plot,
    bar,
    footer: { x: whole.x, y: footerTop, width: whole.width, height: FOOTER * unit },
  };
}

/**
 * The same for a domain that goes on beyond its plot: the writing moves to the edges of the area, and `plot` is what lies
 * between. Where the domain lies stays a matter of the plot that `layoutMap` found.
 */
export function layoutAtEdges({ area, unit, plot: { x: left, width }, bar }: Layout): Layout {
  const inner = within(area, unit);
  const header = { ...inner, height: HEADER * unit };
  const footer = { ...inner, y: inner.y + inner.height - FOOTER * unit, height: FOOTER * unit };
  const top = header.y + header.height;
  const beside = bar !== null && bar.x > left + width;
  const barWidth = beside ? (BESIDE.gap + BESIDE.colours + BESIDE.numbers) * unit : 0;
  const barHeight = bar !== null && !beside ? (BELOW.gap + BELOW.colours + BELOW.numbers) * unit : 0;
  const plot = {
    ...{ x: inner.x, y: top, width: Math.max(inner.width - barWidth, unit) },
    height: Math.max(footer.y - barHeight - top, unit),
  };
  const moved = beside
    ? {
        x: plot.x + plot.width + BESIDE.gap * unit,
        y: top,
        width: BESIDE.colours * unit,
        height: plot.height,
      }
    : {
        x: plot.x,
        y: plot.y + plot.height + BELOW.gap * unit,
        width: plot.width,
        height: BELOW.colours * unit,
      };
  return { area, unit, header, plot, bar: bar && moved, footer };
}

/** Curves in `area`: room for numbers on both sides and below. */
export function layoutCurves(area: Rectangle, unit: number): Layout {
  const side = Math.min(4.8 * unit, area.width / 5);
  // Wider than 2:1 or higher than 1:1 curves are hard to read.
  const roomWidth = Math.max(area.width - 2 * side, unit);
  const roomHeight = Math.max(area.height - (HEADER + 2 * MARGIN + 5.2) * unit, unit);
  const height = Math.min(roomHeight, roomWidth);
  const width = Math.min(roomWidth, 2 * height);
  const left = area.x + (area.width - width) / 2;
  const top = area.y + MARGIN * unit + (roomHeight - height) / 2;
  return {
    area,
    unit,
    header: { x: left, y: top, width, height: HEADER * unit },
    plot: { x: left, y: top + (HEADER + 1.6) * unit, width, height },
    bar: null,
    footer: null,
  };
}
