// Quick checks against exact answers (src/validation) in float64: one or two of a kind, what the CPU backend does not have, and
// those of an order in which rounding to single precision leaves less room.

import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { CHECKS } from '../../src/validation/index.ts';
import { ONE_OF_A_KIND, validates } from '../support/validation.ts';

const more = CHECKS.filter(({ quick, without }) => quick && without?.includes('cpu')).map(({ name }) => name);
const orders = CHECKS.filter(({ quick, name }) => quick && name.startsWith('order-')).map(({ name }) => name);

validates('reference', createReferenceBackend, [...new Set([...ONE_OF_A_KIND, ...more, ...orders])]);
