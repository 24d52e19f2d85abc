// Run-and-tumble cells as a backend runs them: their arrays, and a step as a list.
//
//   place -> start -> [ deposit -> density -> predictor -> corrector -> clock -> step ] ...      live chemical
//   place -> start -> [ clock -> step ] ...                                                     prescribed
//
// and `trace` after each step while a cell is followed.
//
// The chemical lives on the Keller-Segel grid and is stepped by its kernels, the cells' density standing for u. The clock
// accepts the chemical's step, or cuts it; then the cells catch up with it, seeing the field before and after.

import extremesWgsl from '../../../shaders/keller-segel/extremes.wgsl?raw';
import angleWgsl from '../../../shaders/lib/angle.wgsl?raw';
import finiteWgsl from '../../../shaders/lib/finite.wgsl?raw';
import fixedWgsl from '../../../shaders/lib/fixed.wgsl?raw';
import gridWgsl from '../../../shaders/lib/grid.wgsl?raw';
import mathWgsl from '../../../shaders/lib/math.wgsl?raw';
import randomWgsl from '../../../shaders/lib/random.wgsl?raw';
import cellsWgsl from '../../../shaders/run-and-tumble/cells.wgsl?raw';
import collectWgsl from '../../../shaders/run-and-tumble/collect.wgsl?raw';
import crawlWgsl from '../../../shaders/run-and-tumble/crawl.wgsl?raw';
import densityWgsl from '../../../shaders/run-and-tumble/density.wgsl?raw';
import depositWgsl from '../../../shaders/run-and-tumble/deposit.wgsl?raw';
import fieldWgsl from '../../../shaders/run-and-tumble/field.wgsl?raw';
import innerDepositWgsl from '../../../shaders/run-and-tumble/inner-deposit.wgsl?raw';
import innerMeanWgsl from '../../../shaders/run-and-tumble/inner-mean.wgsl?raw';
import innerRangeWgsl from '../../../shaders/run-and-tumble/inner-range.wgsl?raw';
import innerSpanWgsl from '../../../shaders/run-and-tumble/inner-span.wgsl?raw';
import innerTotalWgsl from '../../../shaders/run-and-tumble/inner-total.wgsl?raw';
import insideWgsl from '../../../shaders/run-and-tumble/inside.wgsl?raw';
import momentsJoinWgsl from '../../../shaders/run-and-tumble/moments-join.wgsl?raw';
import momentsTotalWgsl from '../../../shaders/run-and-tumble/moments-total.wgsl?raw';
import momentsWgsl from '../../../shaders/run-and-tumble/moments.wgsl?raw';
import placeWgsl from '../../../shaders/run-and-tumble/place.wgsl?raw';
import prescribeWgsl from '../../../shaders/run-and-tumble/prescribe.wgsl?raw';
import restWgsl from '../../../shaders/run-and-tumble/rest.wgsl?raw';
import sensedWgsl from '../../../shaders/run-and-tumble/sensed.wgsl?raw';
import stepWgsl from '../../../shaders/run-and-tumble/step.wgsl?raw';
import traceWgsl from '../../../shaders/run-and-tumble/trace.wgsl?raw';
import travelWgsl from '../../../shaders/run-and-tumble/travel.wgsl?raw';
import sensedStructWgsl from '../../../shaders/sensing/sensed.wgsl?raw';
import type { ArraySpec, Dispatch, Twin, WasmKernel } from '../../core/backend.ts';
import type { RunAndTumbleConfig } from '../../core/config.ts';
import { cellCount, dimension } from '../../core/grid.ts';
import { structWgsl } from '../../core/struct.ts';
import { CLOCK } from '../../kernels/keller-segel/layout.ts';
import { createCollect } from '../../kernels/run-and-tumble/collect.ts';
import { createCrawl } from '../../kernels/run-and-tumble/crawl.ts';
import { createDensity } from '../../kernels/run-and-tumble/density.ts';
import { createDeposit } from '../../kernels/run-and-tumble/deposit.ts';
import type { DepositKind } from '../../kernels/run-and-tumble/deposit.ts';
import {
  CELL_FIELDS,
  MOMENTS,
  MOMENTS_COUNT,
  MOMENTS_THREADS,
  MOST_TRACERS,
  NO_SPAN,
  ORIGIN,
  REGION,
  TRACE_FIELDS,
  TRACE_STEPS,
  SHOWN,
  SPAN,
  SPAN_THREADS,
  VISIBLE,
  VISIBLE_CELLS,
} from '../../kernels/run-and-tumble/layout.ts';
import { createInnerDeposit } from '../../kernels/run-and-tumble/inner-deposit.ts';
import { innerMean } from '../../kernels/run-and-tumble/inner-mean.ts';
import { innerRange } from '../../kernels/run-and-tumble/inner-range.ts';
import { createInnerSpan } from '../../kernels/run-and-tumble/inner-span.ts';
import { innerTotal } from '../../kernels/run-and-tumble/inner-total.ts';
import { EMPTY } from '../../kernels/view/heat-map-layout.ts';
import { createMoments } from '../../kernels/run-and-tumble/moments.ts';
import { momentsTotal } from '../../kernels/run-and-tumble/moments-total.ts';
import { createPlace } from '../../kernels/run-and-tumble/place.ts';
import { createPrescribe } from '../../kernels/run-and-tumble/prescribe.ts';
import { createRest } from '../../kernels/run-and-tumble/rest.ts';
import { createStep } from '../../kernels/run-and-tumble/step.ts';
import { createTrace } from '../../kernels/run-and-tumble/trace.ts';
import { cellRuleWgsl } from '../../sensing/hooks.ts';
import type { SensingRule } from '../../sensing/rule.ts';
import { kellerSegelArrays, kellerSegelProgram } from '../keller-segel/program.ts';
import type { ModelProgram } from '../program.ts';
import { bind, parametersWgsl, plane } from '../program.ts';
import { cellTerms, cellWgsl, chemicalModel, ruleOf } from './formulas.ts';
import { replicaCount } from './record.ts';
import { formulaKernel, optionsOf, plainKernel, sensingKernel } from './wasm.ts';

/** The arrays alone: what an experiment needs can be asked for without compiling its formulas. */
export function cellArrays(config: RunAndTumbleConfig): readonly ArraySpec[] {
  const { cells } = config;
  const grid = cellCount(config);
  const array = (name: string, kind: 'f32' | 'u32', length: number): ArraySpec => ({
    name,
    type: { kind, length },
    usage: 'storage',
  });
  return [
    ...kellerSegelArrays(chemicalModel(config), CELL_FIELDS),
    array('position', 'u32', 2 * cells),
    array('heading', 'u32', cells),
    array('hazard', 'f32', cells),
    array('rounds', 'u32', cells),
    array('memory', 'f32', Math.max(ruleOf(config).memory.length * cells, 1)),
    array('origin', 'u32', ORIGIN * Math.min(cells, MOST_TRACERS)),
    array('counts', 'u32', replicaCount(config) * grid),
    array('cumulative', 'u32', grid),
    array('moments_partials', 'f32', MOMENTS_COUNT * MOMENTS_THREADS),
    { name: 'moments', type: { kind: 'struct', layout: MOMENTS }, usage: 'storage' },
    { name: 'region', type: { kind: 'struct', layout: REGION }, usage: 'uniform' },
    array('visible', 'u32', 1 + VISIBLE * VISIBLE_CELLS),
    array('trace', 'f32', TRACE_STEPS * (TRACE_FIELDS.length + ruleOf(config).inner.length)),
    ...(ruleOf(config).inner.length > 0 ? innerArrays(grid) : []),
  ];
}

/** For the picture of what is inside cells. */
const innerArrays = (grid: number): ArraySpec[] => [
  { name: 'shown', type: { kind: 'struct', layout: SHOWN }, usage: 'uniform' },
  { name: 'inner_partials', type: { kind: 'f32', length: 2 * SPAN_THREADS }, usage: 'storage' },
  { name: 'inner_span', type: { kind: 'struct', layout: SPAN }, usage: 'storage' },
  { name: 'inner_range', type: { kind: 'struct', layout: SPAN }, usage: 'storage' },
  { name: 'inner_mean', type: { kind: 'f32', length: grid }, usage: 'storage' },
];

export function cellProgram(config: RunAndTumbleConfig): ModelProgram {
  const rule = ruleOf(config);
  const live = config.chemical === 'live';
  const crawling = rule.motion === 'crawling';
  const parameterNames = Object.keys(config.parameters);
  const chemical = kellerSegelProgram(chemicalModel(config), CELL_FIELDS);
  const constants = [
    structWgsl(CLOCK),
    `const TWO_DIMENSIONAL: bool = ${dimension(config) === 2};`,
    `const PERIODIC_X: bool = ${config.boundaryX === 'periodic'};`,
    `const PERIODIC_Y: bool = ${config.boundaryY === 'periodic'};`,
    `const LIVE: bool = ${live};`,
    `const CRAWLING: bool = ${crawling};`,
    finiteWgsl,
    fixedWgsl,
  ];
  const kernel = (
    name: string,
    threads: number,
    texts: readonly string[],
    arrays: Dispatch['arrays'],
    twin: () => Twin,
    wasm: WasmKernel,
  ): Dispatch => ({
    kernel: `run-and-tumble/${name}`,
    wgsl: [parametersWgsl(texts, parameterNames, CELL_FIELDS), ...constants, ...texts].join('\n'),
    workgroups: plane(Math.ceil(threads / 256)),
    arrays,
    twin,
    wasm,
  });
  const { cells } = config;
  const grid = cellCount(config);
  const formulas = [mathWgsl, cellWgsl(config)];
  // A live field has no formula: the branch that would call it is never taken, but must compile.
  const field = [...(live ? [NO_ATTRACTANT] : []), fieldWgsl];
  const sensingAt = (present: boolean): string[] => [
    `const PRESENT: bool = ${present};`,
    angleWgsl,
    randomWgsl,
    ...formulas,
    ...field,
    travelWgsl,
    sensedStructWgsl,
    cellRuleWgsl(rule, config),
    sensedWgsl,
    meanCosineWgsl(rule),
  ];
  const sensing = sensingAt(false);
  const looking = [...sensingAt(true), runSpeedWgsl(rule), insideWgsl];
  const kernelOptions = () => ({ grid: config, config, rule, terms: cellTerms(config), parameterNames });

  const count = (kind: DepositKind): Dispatch[] => {
    const kinds = [`const CLOUD: bool = ${kind.cloud};`, `const ALWAYS: bool = ${kind.always};`];
    const choices = [kind.cloud, kind.always].map(Number);
    return [
      kernel(
        'deposit',
        cells,
        [...kinds, gridWgsl, depositWgsl],
        bind('parameters~', 'clock', 'position', 'counts!'),
        () => createDeposit(config, kind),
        { work: cells, constants: [optionsOf(config), ...choices] },
      ),
      kernel(
        'density',
        grid,
        [...kinds, densityWgsl],
        bind('parameters~', 'clock', 'counts!', 'u!'),
        () => createDensity(kind),
        { work: grid, constants: choices },
      ),
    ];
  };
  const state = ['position!', 'heading!', 'hazard!', 'rounds!', 'memory!'];
  const step = kernel(
    crawling ? 'crawl' : 'step',
    cells,
    [extremesWgsl, cellsWgsl, ...sensing, crawling ? crawlWgsl : stepWgsl],
    bind('parameters~', 'clock', ...state, 'v', 'extremes!'),
    () => (crawling ? createCrawl(kernelOptions()) : createStep(kernelOptions())),
    sensingKernel(config, cells),
  );
  const place = kernel(
    'place',
    cells,
    [angleWgsl, randomWgsl, placeWgsl],
    bind('parameters~', 'cumulative', 'position!', 'heading!', 'hazard!', 'rounds!', 'origin!'),
    () => createPlace(config),
    plainKernel(config, cells),
  );
  const rest = kernel(
    'rest',
    cells,
    [...sensing, restWgsl],
    bind('parameters~', 'clock', 'position', 'memory!', 'v'),
    () => createRest(kernelOptions()),
    sensingKernel(config, cells),
  );
  const prescribe = kernel(
    'prescribe',
    grid,
    [...formulas, gridWgsl, prescribeWgsl],
    bind('parameters~', 'clock', 'v!'),
    () => createPrescribe(config, cellTerms(config)),
    formulaKernel(config, grid, { attractant: 'c' }),
  );
  const moments = structWgsl(MOMENTS);
  const momentKernels = [
    kernel(
      'moments',
      MOMENTS_THREADS,
      [
        moments,
        ...looking,
        `const TUMBLING: bool = ${rule.motion === 'tumbling'};`,
        momentsJoinWgsl,
        momentsWgsl,
      ],
      bind(
        ...['parameters~', 'clock', 'position', 'heading', 'rounds', 'origin', 'memory', 'v'],
        'moments_partials!',
      ),
      () => createMoments(kernelOptions()),
      sensingKernel(config, Math.min(cells, MOST_TRACERS), true),
    ),
    kernel(
      'moments-total',
      256,
      [moments, momentsJoinWgsl, momentsTotalWgsl],
      bind('parameters~', 'moments_partials!', 'moments!'),
      () => momentsTotal,
      { work: 1 },
    ),
  ];

  const spans = [
    `const SPAN_THREADS: u32 = ${SPAN_THREADS}u;`,
    `const NO_SPAN: vec2<f32> = vec2(${NO_SPAN[0]}f, ${NO_SPAN[1]}f);`,
    `const EMPTY: f32 = ${EMPTY}f;`,
    structWgsl(SHOWN),
    structWgsl(SPAN),
  ];
  const inward = ['parameters~', 'shown~', 'clock', 'position', 'heading', 'memory', 'v'];
  const innerTotalKernel = (target: string): Dispatch =>
    kernel(
      'inner-total',
      256,
      [...spans, innerTotalWgsl],
      bind('inner_partials!', `${target}!`),
      () => innerTotal,
      { work: 1 },
    );
  const innerKernels = (): Dispatch[] => [
    kernel(
      'inner-span',
      SPAN_THREADS,
      [...spans, ...looking, innerSpanWgsl],
      bind(...inward, 'inner_partials!'),
      () => createInnerSpan(kernelOptions()),
      sensingKernel(config, cells),
    ),
    innerTotalKernel('inner_span'),
    kernel(
      'inner-deposit',
      cells,
      [...spans, ...looking, innerDepositWgsl],
      bind(...inward, 'inner_span', 'counts!'),
      () => createInnerDeposit(kernelOptions()),
      sensingKernel(config, cells),
    ),
    kernel(
      'inner-mean',
      grid,
      [...spans, innerMeanWgsl],
      bind('parameters~', 'shown~', 'clock', 'u', 'inner_span', 'counts!', 'inner_mean!'),
      () => innerMean,
      { work: grid },
    ),
    kernel(
      'inner-range',
      SPAN_THREADS,
      [...spans, innerRangeWgsl],
      bind('parameters~', 'inner_mean', 'inner_partials!'),
      () => innerRange,
      { work: grid },
    ),
    innerTotalKernel('inner_range'),
  ];

  return {
    arrays: cellArrays(config),
    place: [place, ...(rule.memory.length > 0 ? [rest] : [])],
    begin: chemical.begin,
    step: live
      ? [...count({ cloud: true, always: false }), ...chemical.step, step]
      : [...chemical.step.filter(({ kernel: name }) => name === 'keller-segel/clock'), step],
    show: [...count({ cloud: false, always: true }), ...(live ? [] : [prescribe])],
    extract: chemical.extract,
    measure: [...chemical.measure, ...momentKernels],
    ...(rule.inner.length > 0 ? { inside: innerKernels() } : {}),
    collect: [
      kernel(
        'collect',
        cells,
        [structWgsl(REGION), collectWgsl],
        bind('parameters~', 'region~', 'position', 'heading', 'rounds', 'visible!'),
        () => createCollect(config),
        plainKernel(config, cells),
      ),
    ],
    trace: [
      kernel(
        'trace',
        1,
        [extremesWgsl, ...sensing, runSpeedWgsl(rule), traceWgsl],
        bind(
          ...['parameters~', 'clock', 'position', 'heading', 'rounds', 'memory', 'v', 'extremes'],
          'trace!',
        ),
        () => createTrace(kernelOptions()),
        sensingKernel(config, 1),
      ),
    ],
  };
}

/** Mean cosine of the angle that a tumble turns by. Steering cells tumble on a line alone, and then turn round. */
const meanCosineWgsl = ({ motion }: SensingRule): string =>
  `fn mean_cosine() -> f32 {\n  return ${motion === 'tumbling' ? 'parameters.p_persistence' : '-1.0'};\n}`;

/** Speed at which a cell runs while it senses: crawling ones stand. */
const runSpeedWgsl = ({ motion }: SensingRule): string =>
  `fn run_speed() -> f32 {\n  return ${motion === 'crawling' ? '0.0' : 'parameters.p_speed'};\n}`;

const NO_ATTRACTANT = ['', '_dx', '_dy', '_dt']
  .map((ending) => `fn attractant${ending}(x: f32, y: f32, t: f32) -> f32 {\n  return 0.0;\n}`)
  .join('\n');
