// How much inertia matters to a swimmer: Reynolds number rho U L/eta. Far below 1 a cell stops within less than its own
// length once it no longer pushes (Purcell 1977, Am. J. Phys. 45, 3), and the model may leave inertia out.

/** Water at 20 degrees Celsius: kg/m^3 and Pa s. Source: IAPWS (Huber et al. 2009, J. Phys. Chem. Ref. Data 38, 101). */
const DENSITY = 998.2;
const VISCOSITY = 1.0016e-3;

/** Of a body that is `length` metres long and swims at `speed` metres a second in water. */
export const reynoldsNumber = (speed: number, length: number): number =>
  (DENSITY * speed * length) / VISCOSITY;

/** Body of E. coli, metres: Berg 2004, E. coli in Motion. */
export const BODY_LENGTH = 2e-6;

/** What the user's own units of length and time are taken to be, where nothing else is said: metres and seconds each. */
export const MICROMETRES_AND_SECONDS = { length: 1e-6, time: 1 } as const;
