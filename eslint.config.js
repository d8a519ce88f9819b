import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { memoryByHand, rememberingRules } from './tools/verify/remembering-rules.mjs';

const plainTypes = [
  { selector: 'TSEnumDeclaration', message: 'use a union of literals' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'use a module' },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    '.nx/',
    '**/test-results/',
    '**/coverage/',
    '**/fixtures/',
  ]),
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allow: [{ from: 'lib', name: 'URL' }] },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // What each package adds to, so that codes are types.
      '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^ErrorCodes$' }],
      'no-restricted-syntax': ['error', ...plainTypes],
    },
  },
  {
    files: [
      'packages/{stage*,devices,os-packages,cluster,configuration,footprint,backup}/src/**/*.ts',
    ],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...plainTypes, ...rememberingRules] },
  },
  {
    files: [
      'packages/{stage*,devices,os-packages,cluster,configuration,footprint,backup}/src/**/steps/*.ts',
      'packages/{stage*,devices,os-packages,cluster,configuration,footprint,backup}/src/**/*-session.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...plainTypes, ...rememberingRules, memoryByHand] },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['**/*.config.ts', '*.base.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
