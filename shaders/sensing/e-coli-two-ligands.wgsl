// Two kinds of receptors in one cluster, each for a ligand of its own: what they add, each by its share. Needs e-coli.wgsl.

// free energy that the ligands add, for each receptor of the cluster
fn ligands_energy(s: Sensed, own: Own) -> f32 {
  return parameters.p_share * ligand_energy(s.c, own.K_I, own.K_A)
    + parameters.p_share2 * ligand_energy(s.a, parameters.p_K_I2, parameters.p_K_A2);
}

// concentrations times the squares of that energy's slopes: what their arrival disturbs
fn arrivals(s: Sensed, own: Own) -> f32 {
  return max(s.c, 0.0) * power_2(parameters.p_share * ligand_slope(s.c, own.K_I, own.K_A))
    + max(s.a, 0.0) * power_2(parameters.p_share2 * ligand_slope(s.a, parameters.p_K_I2, parameters.p_K_A2));
}
