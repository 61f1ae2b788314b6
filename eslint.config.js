import { relative } from 'node:path'
import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import { objection } from './eslint.rooms.ts'

// Applies the table of eslint.rooms.ts to every import, export from, import() and import type.
const roomBorders = {
  meta: { type: 'problem', schema: [], messages: { border: 'Room border: {{why}}.' } },
  create(context) {
    const from = relative(context.cwd, context.filename)
    const look = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return
      const why = objection(from, source.value, typeOnly)
      if (why !== undefined) context.report({ node, messageId: 'border', data: { why } })
    }
    const typed = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'))
    return {
      ImportDeclaration: (node) => look(node, node.source, typed(node)),
      ExportNamedDeclaration: (node) => look(node, node.source, typed(node)),
      ExportAllDeclaration: (node) => look(node, node.source, typed(node)),
      ImportExpression: (node) => look(node, node.source, false),
      TSImportType: (node) => look(node, node.source ?? node.argument?.literal, true),
    }
  },
}

const impure = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'No clock in campaign/: take the instant as an argument.' },
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'No clock in campaign/: take the instant as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'No clock in campaign/: take the instant as an argument.' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'No randomness in campaign/: take a seed as an argument.' },
  { selector: 'CallExpression[callee.name="dayjs"][arguments.length=0]', message: 'No clock in campaign/: dayjs() without an argument reads it.' },
]
// Intl and the machine's zone make a rule give another answer elsewhere.
const zoned = { selector: 'MemberExpression[property.name=/^toLocale(Date|Time)?String$/]', message: 'No locale in campaign/: format it explicitly.' }

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', '.claude/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX, project: { rules: { 'room-borders': roomBorders } } },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // `as const` is no assertion; every other `as` hides a check that should be written.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Spreading counts characters as a reader does, where .length would count halves of rare ideographs.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Letters use the full-width space.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 250 }],
      'project/room-borders': 'error',
    },
  },
  {
    files: ['campaign/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'Intl', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto'], 'no-restricted-syntax': ['error', ...impure, zoned] },
  },
  {
    // Test doubles may be partial, and a test may say a wrong type on purpose.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off', '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  { files: ['*.mjs', '*.js'], languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly' } } },
)
