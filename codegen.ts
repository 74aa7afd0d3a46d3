import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { Date: 'string', DateTime: 'string', Locale: 'string' };

/** Typed documents, and the manifest of them: `{ "sha256:…": "the document" }`. */
function documentsOf(...documents: string[]) {
  return {
    documents,
    preset: 'client' as const,
    presetConfig: { fragmentMasking: false, persistedDocuments: true },
    config: { scalars, documentMode: 'string', enumsAsTypes: true, useTypeImports: true },
  };
}

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
    // What the client brings along ready, what the page sends, and what only tests send.
    'src/generated/client/': documentsOf('src/client/operations/*.graphql'),
    'src/generated/web/': documentsOf('src/web/operations/*.graphql'),
    'test/client/generated/': documentsOf('test/client/*.ts'),
    // What the server asks of the record for the head of a page.
    'src/generated/page-head/': documentsOf('src/server/page-head/*.graphql'),
  },
} satisfies CodegenConfig;
