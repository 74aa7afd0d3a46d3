/**
 * Lets the peers run the project's own schema: whatever asks for `graphql` here gets the project's
 * copy, since the types of two copies do not know each other. Loaded by `--import`.
 */
import { registerHooks } from 'node:module';

const copy = new URL('node_modules/graphql/', import.meta.url).href;
const ours = new URL('../../../node_modules/graphql/', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.startsWith(copy) ? { ...found, url: found.url.replace(copy, ours) } : found;
  },
});
