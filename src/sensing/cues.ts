// How many cues a rule reads, as WGSL. What it does not read has no formula, but the branch that would call one must
// compile (shaders/run-and-tumble/sensed.wgsl): it finds functions that give 0.

const NO_SECOND_CUE = ['', '_dx', '_dy', '_dt'].map(
  (ending) => `fn second_cue${ending}(x: f32, y: f32, t: f32) -> f32 {\n  return 0.0;\n}`,
);

/** The constant CUES, and for fewer than two the functions that stand in. */
export const cuesWgsl = (cues: 0 | 1 | 2): string =>
  [`const CUES: u32 = ${cues}u;`, ...(cues === 2 ? [] : NO_SECOND_CUE)].join('\n');
