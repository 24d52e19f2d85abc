// A GPU struct declared once: from these lines follow its WGSL text, its byte layout and its TypeScript record.
// Scalars only (f32, u32), so every field is 4 bytes, aligned to 4, in the order of declaration, in both the
// storage and the uniform address space. tests/shaders checks that against an independent WGSL reflection.

export interface StructField {
  readonly name: string;
  readonly type: 'f32' | 'u32';
  readonly doc: string;
}

export interface StructLayout {
  readonly name: string;
  readonly fields: readonly StructField[];
}

export const byteSize = (layout: StructLayout): number => 4 * layout.fields.length;

export function structWgsl(layout: StructLayout): string {
  const lines = layout.fields.map((field) => `  ${field.name}: ${field.type}, // ${field.doc}`);
  return `struct ${layout.name} {\n${lines.join('\n')}\n}\n`;
}

export function packStruct(layout: StructLayout, values: Record<string, number>): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(byteSize(layout)));
  layout.fields.forEach((field, index) => {
    const value = values[field.name];
    if (value === undefined) throw new Error(`${layout.name}.${field.name} has no value`);
    if (field.type === 'f32') bytes.setFloat32(4 * index, value, true);
    else bytes.setUint32(4 * index, value, true);
  });
  return bytes.buffer;
}

export function unpackStruct(layout: StructLayout, buffer: ArrayBuffer): Record<string, number> {
  const bytes = new DataView(buffer);
  return Object.fromEntries(
    layout.fields.map((field, index) => [
      field.name,
      field.type === 'f32' ? bytes.getFloat32(4 * index, true) : bytes.getUint32(4 * index, true),
    ]),
  );
}
