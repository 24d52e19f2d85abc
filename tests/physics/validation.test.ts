// The quick checks against exact answers (src/validation) in float64.

import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { validates } from '../support/validation.ts';

validates('reference', createReferenceBackend);
