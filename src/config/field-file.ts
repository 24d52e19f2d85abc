// A field from a file's bytes: `.npy` arrays (numpy, Julia, MATLAB writers) and PNG images. The format is read from the
// bytes, not from the name. Files are foreign data: every number in a header is checked before it is used.

import type { FieldFile } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import { FileFault } from './file-fault.ts';
import { readNpy } from './read-npy.ts';
import { readPng } from './read-png.ts';
import type { FieldArray } from './resample.ts';

/**
 * Decodes a file for the setting `field` (`initialU` or `initialV`). Row 0 of the result is at the bottom: row 0 of an
 * array, the last row of an image. Throws `InputError` for anything that is not a readable field.
 */
export function decodeFieldFile(bytes: Uint8Array, field: string, spec: FieldFile): FieldArray {
  try {
    if (bytes[0] === 0x93) return readNpy(bytes, spec.frame);
    if (bytes[0] === 0x89) return readPng(bytes, spec.black, spec.white);
    throw new FileFault('is neither a .npy array nor a PNG image', 'Save it with numpy.save, or as PNG');
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new InputError([{ field, value: spec.file, rule: error.message, remedy: error.remedy }]);
  }
}
