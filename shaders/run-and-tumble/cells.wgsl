// The state of all cells, and how one of them stops a run. Shared by step.wgsl and crawl.wgsl; needs extremes.wgsl.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> heading: array<u32>;
@group(0) @binding(4) var<storage, read_write> hazard: array<f32>;
@group(0) @binding(5) var<storage, read_write> rounds: array<u32>;
@group(0) @binding(6) var<storage, read_write> memory: array<f32>;
@group(0) @binding(7) var<storage, read> v: array<f32>;
@group(0) @binding(8) var<storage, read_write> extremes: array<atomic<u32>>;

// Names as in src/kernels/run-and-tumble/layout.ts.
const PURPOSE_DIFFUSION: u32 = 3u;
const RATE_NOT_FINITE: f32 = 1.0;
const TOO_MANY_ROUNDS: f32 = 3.0;

fn fault(code: f32, i: u32) {
  let row = (i / 256u) % EXTREMES_ROWS;
  atomicMax(&extremes[row * EXTREMES_COUNT + FAULT], bitcast<u32>(code));
}
