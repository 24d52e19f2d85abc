// A colony that grows from a few cells: its front against theory, its rings, and how they break. On the upper right
// quarter of the domain, mirrored at the walls, and coarser cells (see support/reduced-preset.ts).

import { describe, expect, it, vi } from 'vitest';
import { reducedPreset, type Seen } from '../support/reduced-preset.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

describe('growing-colony', () => {
  /** Radius of the disc with the area of {u > level}; the run holds a quarter of the colony. */
  const radius = ({ field, config }: Seen, level: number): number => {
    const area = (field.filter((u) => u > level).length * config.width * config.height) / field.length;
    return Math.sqrt((4 * area) / Math.PI);
  };
  const distance = ({ config: { nx, width } }: Seen, cell: number): number =>
    (Math.hypot((cell % nx) + 0.5, Math.floor(cell / nx) + 0.5) * width) / nx;

  /** Mean of u over rings 1.25 wide around the lower left corner, the colony's centre. */
  const profile = (seen: Seen): Float64Array => {
    const sum = new Float64Array(Math.floor(seen.config.width / 1.25));
    const count = new Float64Array(sum.length);
    seen.field.forEach((u, cell) => {
      const bin = Math.floor(distance(seen, cell) / 1.25);
      if (bin < sum.length) [sum[bin], count[bin]] = [sum[bin] + u, count[bin] + 1];
    });
    return sum.map((value, bin) => value / count[bin]);
  };
  const rings = (seen: Seen): number =>
    profile(seen).filter((u, bin, all) => bin > 0 && u > all[bin - 1] && u >= all[bin + 1]).length;
  /** Highest u over the highest mean around the centre, between two radii: near 1 in a ring, more where it is torn. */
  const lumpiness = (seen: Seen, from: number, to: number): number => {
    const inside = seen.field.filter((_, cell) => distance(seen, cell) > from && distance(seen, cell) < to);
    const top = inside.reduce((a, b) => Math.max(a, b));
    return (
      top /
      profile(seen)
        .slice(from / 1.25, to / 1.25)
        .reduce((a, b) => Math.max(a, b))
    );
  };

  it("has Fisher's front with Bramson's delay, and leaves rings that break into spots", async () => {
    const run = await reducedPreset('growing-colony', { part: 0.5, cells: 88 });
    const seen = new Map<number, Seen>();
    for (const time of [50, 65, 75, 80, 85, 95, 120, 140]) seen.set(time, await run.at(time));
    const at = (time: number): Seen => seen.get(time)!;
    const speed = (level: number, from: number, to: number): number =>
      (radius(at(to), level) - radius(at(from), level)) / (to - from);

    // Mean over [50, 80] of 2 sqrt(D r) - (d + 2)/2 sqrt(D/r)/t with D = 1, r = 0.1, d = 2. The next term is
    // (3 sqrt(pi)/2) sqrt(D r) (r t)^(-3/2) = 0.05 (Ebert and van Saarloos 2000): without Bramson's it would be 0.63.
    const bramson = 2 * Math.sqrt(0.1) - (2 * Math.sqrt(10) * Math.log(80 / 50)) / 30;
    for (const level of [0.05, 0.01]) expect(Math.abs(speed(level, 50, 80) - bramson)).toBeLessThan(0.05);
    // The edge as announced, at t = 70 and 90. Each ring that forms behind it makes its speed waver by about 0.06
    // between one measurement over 5 time units and the next.
    expect(Math.abs(speed(0.05, 65, 75) - 0.53)).toBeLessThan(0.06);
    expect(Math.abs(speed(0.05, 85, 95) - 0.56)).toBeLessThan(0.06);

    // five announced by t = 140; the one just forming may count or not, and the centre may be a spot
    expect(rings(at(140))).toBeGreaterThanOrEqual(4);
    expect(rings(at(140))).toBeLessThanOrEqual(7);
    // Torn near the centre, whole further out: a ring's crest is 1 to 1.3 times its mean over a bin of 1.25, two spots
    // on a circle of ten widths several times.
    expect(lumpiness(at(140), 0, 12.5)).toBeGreaterThan(1.6);
    expect(lumpiness(at(140), 0, 12.5)).toBeGreaterThan(lumpiness(at(120), 0, 12.5));
    expect(lumpiness(at(140), 25, 50)).toBeLessThan(1.4);
    expect(at(140).status).toBe('running');
  });
});
