/** Builds the page into dist/web, and refuses to where its scripts have grown too heavy. */
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** What all scripts may weigh together, in bytes compressed by gzip. */
const scriptLimit = 40_000;

const root = new URL('src/web/', import.meta.url).pathname;

export default defineConfig({
  root,
  // An address under it may be any depth, so nothing is relative.
  base: '/',
  build: {
    outDir: new URL('dist/web/', import.meta.url).pathname,
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows no inline scripts, and data: for images alone.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: [`${root}index.html`, `${root}ar.html`] },
  },
  plugins: [pureDocuments(), weighScripts()],
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});

/** Lets the build leave out the documents that the page does not send: its fragments by themselves. */
function pureDocuments(): Plugin {
  return {
    name: 'pure-documents',
    transform: {
      filter: { id: /\/generated\/web\/graphql\.ts$/ },
      handler: (code) =>
        code.replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString('),
    },
  };
}

function weighScripts(): Plugin {
  return {
    name: 'weigh-scripts',
    generateBundle(_options, bundle) {
      const scripts = Object.values(bundle).filter((file) => file.type === 'chunk');
      const weight = scripts.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
      if (weight > scriptLimit)
        this.error(
          `The page's scripts: expected at most ${scriptLimit} bytes after gzip, but got ${weight}. Take something out.`,
        );
      this.info(`The page's scripts weigh ${weight} bytes after gzip.`);
    },
  };
}
