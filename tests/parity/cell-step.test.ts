// The kernels that move cells, f32 on the GPU and in WebAssembly against their float64 twins: every rule, in one and two dimensions, with and
// without walls, on prescribed and live fields, from the same state through the same twenty steps.
//
// Tolerance. A number drawn from Exp(1) differs by 2^-21 (WGSL's promise for log), a rate or a length by some ten roundings
// of 6e-8, a heading turned by 1e-6: a tumble, then, is 2e-6 of 1/rate early or late and goes 2e-6 astray. With two tumbles
// a step in twenty steps at 20 L/T and at least one tumble per T, errors that all add up come to
// 40 x 20 x 2e-6 = 1.6e-3 L in a domain of 100 L.
// What is not continuous: a tumble that falls on the other side of a step's end draws another block of random words. The
// chance is the rate times 2e-6 a step and cell, 0.03 in a case of 300 cells: one cell a case may differ altogether.
//
// Where the rate comes out of the cell's inside, a free energy of some N alpha = 10 is rounded to 1e-6, and the motor's H = 3
// makes 4e-6 of that: such a tumble goes 6e-6 astray, three times as far. Steering cells turn no further astray than that.
// The same tumbles, 40 of them early or late by 6e-6 of 1/rate, make 40 x 6e-6 = 2.4e-4 of hazard, which is a pure number: five
// times what they make of the place, in domains of 100 L. Most cells stay ten times below either.
//
// Crawling cells have no tumbles to be early or late for: ten roundings of 6e-8 in each of twenty moves of at most 5 L come
// to 6e-5 L.

import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { findRule } from '../../src/sensing/index.ts';
import type { CellState } from '../support/cell-backend.ts';
import { apart, madeUpCells, moveCells } from '../support/cell-backend.ts';
import { CELL_CASES } from '../support/cell-cases.ts';
import { singleBackends } from '../support/single-backends.ts';

const TOLERANCE = { tumbling: 1.6e-5, remembering: 4.8e-5, crawling: 6e-7 };
/** How many times further the hazard of cells that remember may go astray. */
const HAZARD = 5;
const RUN = { steps: 20, step: 0.25 };

/** The largest of a cell's differences: position and heading in periods, hazard (over its share) and memory as numbers. */
function difference(a: CellState, b: CellState, i: number, hazard = 1): number {
  const cells = a.heading.length;
  const memory = Array.from({ length: Math.floor(a.memory.length / cells) }, (_, k) =>
    Math.abs(a.memory[k * cells + i] - b.memory[k * cells + i]),
  );
  return Math.max(
    apart(a.position[2 * i], b.position[2 * i]),
    apart(a.position[2 * i + 1], b.position[2 * i + 1]),
    apart(a.heading[i], b.heading[i]),
    Math.abs(a.hazard[i] - b.hazard[i]) / hazard,
    ...memory,
    a.rounds[i] === b.rounds[i] ? 0 : 1,
  );
}

// The software adapter takes half a second to compile a step: there as many as let every two of rule, domain and chemical meet.
describe.each(singleBackends())('$name and twin move cells alike', ({ name, create }) => {
  it.each(CELL_CASES.filter(({ paired }) => paired || name === 'cpu'))('$label', async ({ config }) => {
    const { motion, memory } = findRule(config.sensing)!;
    const kind = motion === 'crawling' ? motion : memory.length > 0 ? 'remembering' : 'tumbling';
    const found = await moveCells(create(), config, RUN);
    const expected = await moveCells(createReferenceBackend(), config, RUN);
    const cells = Array.from({ length: config.cells }, (_, i) => i);
    const hazard = kind === 'remembering' ? HAZARD : 1;
    const differences = cells.map((i) => difference(found, expected, i, hazard)).sort((a, b) => b - a);
    expect(differences[1]).toBeLessThan(TOLERANCE[kind]);
    expect(Math.max(...found.extremes, ...expected.extremes)).toBe(0);

    // and they did something: nearly all moved, and of those that tumble many drew a new hazard
    const start = madeUpCells(config);
    const moved = cells.filter((i) => apart(found.position[2 * i], start.position[2 * i]) > 1e-4);
    expect(moved.length).toBeGreaterThan(0.9 * config.cells);
    if (motion !== 'tumbling') return;
    const renewed = cells.filter((i) => found.hazard[i] > start.hazard[i]);
    expect(renewed.length).toBeGreaterThan(0.3 * config.cells);
  });
});
