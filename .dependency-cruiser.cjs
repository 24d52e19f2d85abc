// The one way that dependencies point, checked: each folder may import itself, `core` and what stands left of it in
//   presets -> sensing -> config -> kernels -> theory, models -> backends -> simulation -> observables
//   -> validation -> view -> record -> bench -> app | cli
// (presets and sensing rules need nothing but core: the ones are plain data, the others plain laws beside their
// shaders). platform/ opens devices, files and clocks: only the two entry points, main.ts and cli.ts, import it; others
// may import its types and receive the rest.

const ORDER = [
  ['presets'],
  ['sensing'],
  ['config'],
  ['kernels'],
  ['theory', 'models'],
  ['backends'],
  ['simulation'],
  ['observables'],
  ['validation'],
  ['view'],
  ['record'],
  ['bench'],
  ['app', 'cli'],
];

const path = (folders) => `^src/(${folders.join('|')})/`;
const inner = ['core', ...ORDER.flat()];

const rules = ORDER.flatMap((here, index) =>
  here.map((folder) => {
    const right = ORDER.slice(index + 1).flat();
    const beside = index === ORDER.length - 1 ? here.filter((other) => other !== folder) : [];
    const forbidden = [...right, ...beside];
    return {
      name: `${folder}-imports-only-what-is-left-of-it`,
      severity: 'error',
      from: { path: path([folder]) },
      to: { path: forbidden.length > 0 ? path(forbidden) : '^nothing$' },
    };
  }),
);

module.exports = {
  forbidden: [
    {
      name: 'core-imports-only-core-and-mathjs',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', '^node_modules/mathjs/', '^shaders/lib/'] },
    },
    {
      name: 'presets-import-only-core',
      severity: 'error',
      from: { path: '^src/presets/' },
      to: { pathNot: ['^src/(presets|core)/'] },
    },
    {
      name: 'sensing-imports-only-core-and-its-shaders',
      severity: 'error',
      from: { path: '^src/sensing/' },
      to: { pathNot: ['^src/(sensing|core)/', '^shaders/'] },
    },
    ...rules,
    {
      name: 'backends-know-no-biology',
      severity: 'error',
      from: { path: '^src/backends/' },
      to: { path: path(['presets', 'config', 'sensing', 'theory', 'models']) },
    },
    {
      name: 'platform-imports-only-contracts',
      severity: 'error',
      comment:
        'It implements what core, the backends and recording ask of a platform, and knows nothing else.',
      from: { path: '^src/platform/' },
      to: {
        path: path(ORDER.flat()),
        pathNot: ['^src/backends/(gpu|cpu)/access\\.ts$', '^src/record/storage\\.ts$'],
      },
    },
    {
      name: 'platform-only-at-the-edges',
      severity: 'error',
      from: { path: path(inner) },
      to: { path: '^src/platform/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-needs-no-node',
      severity: 'error',
      comment: 'What the page loads must not need Node, not even through something it imports.',
      from: { path: '^src/main\\.ts$' },
      to: { reachable: true, path: ['^node:', '^webgpu$', '^src/(cli/|cli\\.ts|platform/node)'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src-imports-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'no-packages-that-are-not-declared',
      severity: 'error',
      from: { path: '^(src|tests|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^assembly/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
