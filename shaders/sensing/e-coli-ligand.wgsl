// One kind of receptors and its ligand. Needs e-coli.wgsl.

// free energy that the ligand adds, for each receptor of the cluster
fn ligands_energy(s: Sensed, own: Own) -> f32 {
  return ligand_energy(s.c, own.K_I, own.K_A);
}

// concentration times the square of that energy's slope: what its arrival disturbs
fn arrivals(s: Sensed, own: Own) -> f32 {
  return max(s.c, 0.0) * power_2(ligand_slope(s.c, own.K_I, own.K_A));
}
