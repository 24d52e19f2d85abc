// Quick checks against exact answers (src/validation) in float64: one or two of a kind, and those of an
// order, in which single precision leaves less room.

import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { CHECKS } from '../../src/validation/index.ts';
import { ONE_OF_A_KIND, validates } from '../support/validation.ts';

// The order of the cells' step shows in single precision, too, where it takes a sixth of the time.
const orders = CHECKS.filter(({ quick, name }) => quick && name.startsWith('order-'))
  .map(({ name }) => name)
  .filter((name) => name !== 'order-cells');

validates('reference', createReferenceBackend, [...new Set([...ONE_OF_A_KIND, ...orders])]);
