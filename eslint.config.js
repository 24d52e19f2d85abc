// What the linter watches: promises that nobody waits for, and the walls between the folders that compute (which
// must give the same result everywhere, so no device, page, file, clock or chance) and those at the edges.

import eslint from 'typescript-eslint';

const PURE = [
  'core',
  'presets',
  'config',
  'kernels',
  'sensing',
  'theory',
  'models',
  'observables',
  'validation',
];

const outside = (names, reason) => names.map((name) => ({ name, message: reason }));
const receives = 'This folder computes; it receives such things from the edge (src/platform) instead.';

export default eslint.config(
  // assembly/ is AssemblyScript, which its own compiler checks when the build makes WebAssembly of it.
  { ignores: ['dist/', 'runs/', 'node_modules/', 'assembly/'] },
  eslint.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.cjs', 'public/*.js'],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/only-throw-error': [
        'error',
        { allowThrowingUnknown: true, allowThrowingAny: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: PURE.map((folder) => `src/${folder}/**`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...outside(
          [
            'window',
            'document',
            'navigator',
            'location',
            'localStorage',
            'fetch',
            'process',
            'performance',
            'Date',
          ],
          receives,
        ),
        ...outside(['setTimeout', 'setInterval', 'requestAnimationFrame', 'crypto', 'Buffer'], receives),
        ...outside(['GPUBufferUsage', 'GPUMapMode', 'GPUShaderStage', 'GPUTextureUsage'], receives),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is counter-based: src/core/random.ts.' },
      ],
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'webgpu'], message: receives }] }],
    },
  },
  {
    // Chance and the clock come from src/platform and src/core/random.ts everywhere in src.
    files: ['src/**'],
    ignores: ['src/platform/**', ...PURE.map((folder) => `src/${folder}/**`)],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is counter-based: src/core/random.ts.' },
      ],
    },
  },
  {
    // A page test sends code to the browser as text; the runner of the checks prints.
    files: ['tests/**'],
    rules: { 'no-new-func': 'off', 'no-console': 'off' },
  },
);
