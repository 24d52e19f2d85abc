// What is known of collapse in the minimal model. In the plane attraction beats diffusion above a critical number of cells
// (Childress & Percus 1981; Dolbeault & Perthame 2004; at walls Nagai 2001): there the second moment of a crowd shrinks at a
// constant rate, so it must have collapsed before that reaches zero. All that with a chemical that follows at once and does
// not decay; where it decays, or lags behind the cells, attraction is weaker and collapse comes later or not at all. In one
// dimension nothing collapses: crowds become peaks of a width that falls with their number of cells.

import type { KellerSegelConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { MinimalModel, Unknown } from './minimal-model.ts';
import { minimalModel } from './minimal-model.ts';

export interface CollapseTheory {
  readonly model: MinimalModel;
  readonly dimension: 1 | 2;
  /** Cells, 8 pi D_u D_v/(chi beta); null in one dimension, and where the chemical does not attract. */
  readonly criticalMass: number | null;
  /** Half of it: a wall is a mirror. Null where there is no wall. */
  readonly atWall: number | null;
  /** A quarter. Null where there is no corner. */
  readonly inCorner: number | null;
  /** Side of a periodic square, for the law of its second moment; null for other domains. */
  readonly side: number | null;
}

export function collapseTheory(config: KellerSegelConfig): CollapseTheory | Unknown {
  const model = minimalModel(config);
  if ('reason' in model) return model;
  const attraction = model.chi * model.beta;
  const plane = dimension(config) === 2;
  const criticalMass =
    plane && attraction > 0 ? (8 * Math.PI * model.diffusionU * model.diffusionV) / attraction : null;
  const walls = [config.boundaryX, config.boundaryY].filter((boundary) => boundary === 'no-flux').length;
  const square = Math.abs(config.width - config.height) <= 1e-9 * config.width;
  return {
    model,
    dimension: dimension(config),
    criticalMass,
    atWall: criticalMass !== null && walls > 0 ? criticalMass / 2 : null,
    inCorner: criticalMass !== null && walls === 2 ? criticalMass / 4 : null,
    side: plane && walls === 0 && square ? config.width : null,
  };
}

/**
 * d/dt of the second moment, integral of u |x - centre|^2, by the virial theorem, with M cells about one centre:
 *   4 D M (1 - M/M_c)
 * in free space, and beside it (chi beta/D_v)(M/L^2) I in a periodic square of side L, where the mean of what is secreted
 * attracts nobody (to the order of the square's eightfold asymmetry; NUMERICS, row 31). For a chemical at rest without decay,
 * and a crowd that leaves the edge of the square empty. Null in one dimension, and without attraction.
 */
export function virialRate(theory: CollapseTheory, mass: number, secondMoment: number): number | null {
  if (theory.criticalMass === null) return null;
  return (
    4 * theory.model.diffusionU * mass * (1 - mass / theory.criticalMass) +
    relief(theory, mass) * secondMoment
  );
}

/** What a periodic square takes from the attraction, per time and second moment. */
const relief = ({ model, side }: CollapseTheory, mass: number): number =>
  side === null ? 0 : (model.chi * model.beta * mass) / (model.diffusionV * side * side);

/**
 * Time within which a crowd of this second moment has collapsed: when `virialRate` has brought it to zero,
 * I/(4 D M (M/M_c - 1)) in free space. It is an upper bound, true times are shorter (NUMERICS, row 32). Null where the
 * second moment does not shrink.
 */
export function latestCollapse(theory: CollapseTheory, mass: number, secondMoment: number): number | null {
  const rate = virialRate(theory, mass, secondMoment);
  if (rate === null || !(rate < 0)) return null;
  // dI/dt = rate0 + k I, from I: zero after ln(rate0/(rate0 + k I))/k.
  const k = relief(theory, mass);
  const free = rate - k * secondMoment;
  return k === 0 ? -secondMoment / free : Math.log(free / rate) / k;
}

/** Full width at half height of the peak that m cells come to in one dimension, without decay: rho ~ sech^2 (row 34). */
export const peakWidth = ({ model }: CollapseTheory, mass: number): number =>
  (8 * Math.acosh(Math.SQRT2) * model.diffusionU * model.diffusionV) / (model.chi * model.beta * mass);

/** One sentence: what is predicted to become of `mass` cells. */
export function collapseVerdict(theory: CollapseTheory | Unknown, mass: number): string {
  if ('reason' in theory) return `No critical mass is known: ${theory.reason}.`;
  const { model, criticalMass, atWall, inCorner } = theory;
  if (!(model.chi * model.beta > 0)) return 'The chemical does not attract: nothing collapses.';
  if (criticalMass === null) {
    const width = round(peakWidth(theory, mass));
    return `In one dimension nothing collapses: cells aggregate, all of them to a peak ${width} wide at the narrowest.`;
  }
  const ratio = mass / criticalMass;
  const many = `${round(mass)} cells are ${round(ratio)} critical masses (${round(criticalMass)})`;
  if (ratio > 1) return `${many}: a crowd dense enough collapses to a point in finite time.`;
  const lower = inCorner ?? atWall;
  if (lower === null || mass <= lower) return `${many}: too few, diffusion wins and nothing collapses.`;
  const where =
    inCorner === null
      ? 'at a wall, where half'
      : mass > (atWall ?? 0)
        ? 'at a wall or corner, where half or a quarter'
        : 'in a corner, where a quarter';
  return `${many}: too few inside, but enough ${where} is enough.`;
}

const round = (value: number): string => String(Number(value.toPrecision(3)));
