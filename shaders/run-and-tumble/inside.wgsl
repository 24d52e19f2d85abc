// What cell i meets at this moment as it runs, and what is inside it, for kernels that look at cells without moving them: the
// time is that of the newest state (PRESENT). Twin: src/kernels/run-and-tumble/inside.ts.
//
// Needs: position, heading and memory, sensed.wgsl, run_speed, and from the rule Memory, Inner, MEMORY, INNER.

fn present(i: u32) -> Sensed {
  // A crawling cell has no heading: it senses while it stands.
  if (CRAWLING) { return sense(position[i], vec2(0.0, 0.0), 0.0, 1.0); }
  return sense(position[i], way_of(heading[i]), run_speed(), 1.0);
}

fn memory_of(i: u32) -> Memory {
  var state: Memory;
  for (var k = 0u; k < MEMORY; k += 1u) { state[k] = memory[k * parameters.cells + i]; }
  return state;
}

// One of the internal variables, 0 where the rule has fewer.
fn part(values: Inner, k: u32) -> f32 {
  if (k >= INNER) { return 0.0; }
  var all = values;
  return all[k];
}
