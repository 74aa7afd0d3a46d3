import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { Date: 'string', DateTime: 'string', Locale: 'string' };

export default {
  schema: 'schema/*.graphql',
  emitLegacyCommonJSImports: false,
  importExtension: '.ts',
  generates: {
    // What the SDL says, as types: what the server's enums are held to.
    'src/generated/sdl.ts': {
      plugins: ['typescript'],
      config: { scalars, enumsAsTypes: true, skipTypename: true, useTypeImports: true },
    },
    // The typed documents of the client: every operation under src/client, src/web and test.
    'src/client/generated/': {
      documents: [
        'src/client/**/*.ts',
        'src/web/operations/*.graphql',
        'test/client/**/*.ts',
        '!src/client/generated/**',
      ],
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: { scalars, documentMode: 'string', enumsAsTypes: true, useTypeImports: true },
    },
    // What the server asks of the record for the head of a page.
    'src/server/page-head/generated/': {
      documents: ['src/server/page-head/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { scalars, documentMode: 'string', enumsAsTypes: true, useTypeImports: true },
    },
  },
} satisfies CodegenConfig;
