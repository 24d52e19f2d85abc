// Variety among cells: a parameter that `varies` is in each cell its value times a factor of its own, log-normal with
// median 1, whose logarithm has the standard deviation of the parameter's spread. A cell's factor is drawn from its index and
// the seed each time it is needed, so it takes no memory, stays the same throughout a run, and moves with a slider.
// The GPU's text is made here; its twin is `ownValues` in kernels/run-and-tumble/variety.ts.

import type { ParameterSpec } from '../core/setting.ts';
import type { SensingRule } from './rule.ts';

/** A standard deviation of the logarithm that makes one cell in forty 50 times what the median is. */
const MOST_SPREAD = 2;

export const spreadName = (name: string): string => `${name}Spread`;

/** The parameter that tells how much another varies from cell to cell. */
export const spreadOf = (name: string): ParameterSpec => ({
  name: spreadName(name),
  default: 0,
  least: 0,
  most: MOST_SPREAD,
  unit: '',
  doc: `variety of ${name} among cells, log-normal: standard deviation of its logarithm; ${name} is then the median`,
  source:
    '0: all cells alike. E. coli: 0.2 to 0.5 for rates of adaptation (Waite et al. 2016, Mol. Syst. Biol. 12, 895)',
});

/** Parameters that can differ from cell to cell, in groups of four, which share a block of random words. */
export function varietyGroups(rule: SensingRule): readonly (readonly string[])[] {
  const names = rule.parameters.filter(({ varies }) => varies).map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / 4) }, (_, group) =>
    names.slice(4 * group, 4 * group + 4),
  );
}

export const spreadNames = (rule: SensingRule): readonly string[] =>
  varietyGroups(rule).flat().map(spreadName);

const NORMALS = ['a.x', 'a.y', 'b.x', 'b.y'];

/** The struct `Own`, with a member even where nothing varies, and `own_typical()`, the medians. Needs the parameters. */
export function ownWgsl(rule: SensingRule): string {
  const names = varietyGroups(rule).flat();
  const [members, values] =
    names.length === 0
      ? ['nothing: f32', '0.0']
      : [
          names.map((name) => `${name}: f32`).join(', '),
          names.map((name) => `parameters.p_${name}`).join(', '),
        ];
  return `struct Own { ${members} }\nfn own_typical() -> Own {\n  return Own(${values});\n}`;
}

/** `own_of(i)`: the parameters of cell i. Needs ownWgsl, random.wgsl and, of the parameters, the seed. */
export function varietyWgsl(rule: SensingRule): string {
  const groups = varietyGroups(rule);
  const blocks = groups.map((group, block) => {
    const spreads = group.map((name) => `parameters.p_${spreadName(name)}`);
    const factors = group.map(
      (name, k) => `    own.${name} *= exp(parameters.p_${spreadName(name)} * ${NORMALS[k]});`,
    );
    return [
      `  if (${spreads.join(' + ')} > 0.0) {`,
      `    let words = philox(vec4(i, 0u, ${block}u, PURPOSE_VARIETY), vec2(parameters.seed_low, parameters.seed_high));`,
      '    let a = normals(words.x, words.y);',
      '    let b = normals(words.z, words.w);',
      ...factors,
      '  }',
    ].join('\n');
  });
  return [
    'const PURPOSE_VARIETY: u32 = 5u;',
    '// The parameters of cell i that differ from cell to cell.',
    'fn own_of(i: u32) -> Own {',
    '  var own = own_typical();',
    ...blocks,
    '  return own;',
    '}',
  ].join('\n');
}
