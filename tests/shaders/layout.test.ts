// The byte layout that src/core/struct.ts writes is the one WGSL prescribes, judged by a reflection of the finished
// modules that knows nothing of ours (wgsl_reflect); and binding k of each module is the array its dispatch names.

import { describe, expect, test } from 'vitest';
import { type StructInfo, type VariableInfo, WgslReflect } from 'wgsl_reflect';
import { type StructLayout, byteSize, packStruct, structWgsl, unpackStruct } from '../../src/core/struct.ts';
import { HEAT_MAP } from '../../src/kernels/view/heat-map-layout.ts';
import { heatMapWgsl } from '../../src/kernels/view/heat-map.ts';
import { computeModules } from './modules.ts';

const ours = (layout: StructLayout): object => ({
  size: byteSize(layout),
  members: layout.fields.map(({ name, type }, index) => ({ name, type, offset: 4 * index, size: 4 })),
});

const reflected = (info: StructInfo): object => ({
  size: info.size,
  members: info.members.map(({ name, type, offset, size }) => ({ name, type: type.name, offset, size })),
});

/** What a module declares, without its functions: the reflection's parser does not know all that may stand in one. */
function declarations(code: string): string {
  let kept = '';
  let rest = code.replace(/\/\/.*$/gm, '');
  for (let found = FUNCTION.exec(rest); found !== null; found = FUNCTION.exec(rest)) {
    kept += rest.slice(0, found.index);
    let end = rest.indexOf('{', found.index) + 1;
    for (let depth = 1; depth > 0; end++) depth += { '{': 1, '}': -1 }[rest[end]] ?? 0;
    rest = rest.slice(end);
  }
  return kept + rest;
}
const FUNCTION = /(?:@\w+\s*(?:\([^)]*\))?\s*)*\bfn\s/;

function groupZero(code: string): VariableInfo[] {
  const { uniforms, storage } = new WgslReflect(declarations(code));
  return [...uniforms, ...storage].filter(({ group }) => group === 0).sort((a, b) => a.binding - b.binding);
}

const structOf = (variable: VariableInfo, code: string): StructInfo | undefined =>
  new WgslReflect(declarations(code)).structs.find((info) => info.name === variable.type.name);

const modules = computeModules();

/** Names that several arrays have in one kernel: a kernel of the grids serves every level, `gather` every set of extremes. */
const boundAs = (name: string): string => {
  if (/^level_\d+$|^coarse_levels$/.test(name)) return 'levels';
  return name;
};

describe('bindings and struct layouts', () => {
  test.each(modules.map((module) => [module.name, module] as const))('%s', (_name, { dispatch, layouts }) => {
    const bound = groupZero(dispatch.wgsl);
    expect(bound.map(({ binding, name }) => [binding, name])).toEqual(
      dispatch.arrays.map(({ name }, binding) => [
        binding,
        dispatch.kernel.endsWith('quasi-steady/residual') && name === 'judged' ? 'extremes' : boundAs(name),
      ]),
    );
    bound.forEach((variable, binding) => {
      const { name, access } = dispatch.arrays[binding];
      expect([name, variable.resourceType === 0 ? 'uniform' : variable.access]).toEqual([
        name,
        { uniform: 'uniform', read: 'read', write: 'read_write' }[access],
      ]);
      const layout = layouts[name];
      const struct = structOf(variable, dispatch.wgsl);
      expect(struct?.name).toBe(layout?.name);
      if (layout === undefined || struct === undefined) return;
      // A kernel that names none of a run's own parameters declares only what stands before them.
      const known = name === 'parameters' ? layout.fields.slice(0, struct.members.length) : layout.fields;
      expect(reflected(struct)).toEqual(ours({ ...layout, fields: known }));
    });
  });

  test('the heat map', () => {
    const settings = groupZero(heatMapWgsl())[0];
    const struct = structOf(settings, heatMapWgsl());
    expect(struct && reflected(struct)).toEqual(ours(HEAT_MAP));
  });
});

test('a struct written and read back is the same, each field where the reflection says', () => {
  const layout: StructLayout = {
    name: 'Sample',
    fields: [
      { name: 'count', type: 'u32', doc: 'a number' },
      { name: 'step', type: 'f32', doc: 'another' },
      { name: 'bits', type: 'u32', doc: 'all bits set' },
    ],
  };
  const values = { count: 7, step: -0.5, bits: 0xffffffff };
  const bytes = packStruct(layout, values);
  expect(unpackStruct(layout, bytes)).toEqual(values);
  const info = new WgslReflect(structWgsl(layout)).structs[0];
  const view = new DataView(bytes);
  const read = info.members.map(({ type, offset }) =>
    type.name === 'f32' ? view.getFloat32(offset, true) : view.getUint32(offset, true),
  );
  expect(read).toEqual(Object.values(values));
});
