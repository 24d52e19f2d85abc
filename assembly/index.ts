// Every kernel in WebAssembly, one module; a kernel's name is its path below shaders/ with _ for / and -. A kernel is called by each thread with its number, how many there are, the index in
// the table of the formulas' functions, the addresses of its arrays in the order of the shader's bindings, and its constants.

export { copy as bench_copy } from './bench/copy';
export { coefficients as fokker_planck_coefficients } from './fokker-planck/coefficients';
export { show as fokker_planck_show } from './fokker-planck/show';
export { stage as fokker_planck_stage } from './fokker-planck/stage';
export { clock as keller_segel_clock } from './keller-segel/clock';
export { current as keller_segel_current } from './keller-segel/current';
export { coarse as keller_segel_quasi_steady_coarse } from './keller-segel/quasi-steady/coarse';
export { prolong as keller_segel_quasi_steady_prolong } from './keller-segel/quasi-steady/prolong';
export { residual as keller_segel_quasi_steady_residual } from './keller-segel/quasi-steady/residual';
export { restrict as keller_segel_quasi_steady_restrict } from './keller-segel/quasi-steady/restrict';
export { smooth as keller_segel_quasi_steady_smooth } from './keller-segel/quasi-steady/smooth';
export { solved as keller_segel_quasi_steady_solved } from './keller-segel/quasi-steady/solved';
export { source as keller_segel_quasi_steady_source } from './keller-segel/quasi-steady/source';
export { quasiSteadyStage as keller_segel_quasi_steady_stage } from './keller-segel/quasi-steady/stage';
export { rklClock as keller_segel_rkl_clock } from './keller-segel/rkl-clock';
export { rklStage as keller_segel_rkl_stage } from './keller-segel/rkl-stage';
export { rklStart as keller_segel_rkl_start } from './keller-segel/rkl-start';
export { stage as keller_segel_stage } from './keller-segel/stage';
export { start as keller_segel_start } from './keller-segel/start';
export { scratchEnd } from './lib/scratch';
export { barrier } from './lib/threads';
export { collect as run_and_tumble_collect } from './run-and-tumble/collect';
export { crawl as run_and_tumble_crawl } from './run-and-tumble/crawl';
export { density as run_and_tumble_density } from './run-and-tumble/density';
export { deposit as run_and_tumble_deposit } from './run-and-tumble/deposit';
export { innerDeposit as run_and_tumble_inner_deposit } from './run-and-tumble/inner-deposit';
export { innerMean as run_and_tumble_inner_mean } from './run-and-tumble/inner-mean';
export { innerRange as run_and_tumble_inner_range } from './run-and-tumble/inner-range';
export { innerSpan as run_and_tumble_inner_span } from './run-and-tumble/inner-span';
export { innerTotal as run_and_tumble_inner_total } from './run-and-tumble/inner-total';
export { moments as run_and_tumble_moments } from './run-and-tumble/moments';
export { momentsTotal as run_and_tumble_moments_total } from './run-and-tumble/moments-total';
export { place as run_and_tumble_place } from './run-and-tumble/place';
export { prescribe as run_and_tumble_prescribe } from './run-and-tumble/prescribe';
export { rest as run_and_tumble_rest } from './run-and-tumble/rest';
export { step as run_and_tumble_step } from './run-and-tumble/step';
export { trace as run_and_tumble_trace } from './run-and-tumble/trace';
export { due as two_state_due } from './two-state/due';
export { findRates as two_state_rates } from './two-state/rates';
export { settle as two_state_settle } from './two-state/settle';
export { show as two_state_show } from './two-state/show';
export { latticeStep as two_state_step } from './two-state/step';
export { partial as reduce_partial } from './reduce/partial';
export { total as reduce_total } from './reduce/total';
export { philox as validation_philox } from './validation/philox';
// for formulas (core/expression/to-wasm.ts)
export {
  acos, asin, atan, cos, cosh, exp, log, log10, log2, power, sin, sinh, tan, tanh,
} from './lib/math';
