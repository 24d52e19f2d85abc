// The time stepping of most presets of fields: of those that err less by time than by their grid the fastest, as measured by
// `tumble bench --schemes all` (table in bench/README.md). With the default tolerance of 1e-3 it would be faster still by
// a tenth to a half, but the crowds and the first patterns would then err by as much as the grid does.

export const SUPER_STEPS = { scheme: 'rkl2', tolerance: 1e-4 } as const;
