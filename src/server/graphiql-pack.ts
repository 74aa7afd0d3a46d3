/**
 * A program of its own, which prints GraphiQL in two parts: the page, as one line of JSON that
 * holds what comes before and after its script, and then that script, compressed by gzip.
 * GraphiQL is 9 MB of source: loading it in the server would keep 50 MB of memory for good, and
 * hold up every request meanwhile.
 */
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { tabs } from './graphiql-tabs.ts';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#2a6f6b"/></svg>';

const html = renderGraphiQL({
  title: 'GraphiQL: the record of peace talks',
  favicon: `data:image/svg+xml;base64,${btoa(icon)}`,
  endpoint: '/graphql',
  defaultTabs: [...tabs],
  defaultEditorToolsVisibility: 'variables',
  // A token is a secret: whoever wants the browser to keep it can say so in the settings.
  shouldPersistHeaders: false,
});

// The script's own text holds tags, so that its end is the last one.
const [start, css, middle] = cutElement(html, 'style', html.indexOf('</style>'));
const [end, js, after] = cutElement(middle, 'script', middle.lastIndexOf('</script>'));
// A tab that gets the focus would jump aside, and a click on it would miss.
const styles = `${css}\n.graphiql-tab{transform:none!important}`;
const script = `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(styles)} }));\n${js}`;
process.stdout.write(`${JSON.stringify([start + end, after])}\n`);
process.stdout.write(gzipSync(script));

/** What comes before an element, what it holds, and what comes after it. */
function cutElement(
  text: string,
  tag: string,
  close: number,
): [before: string, inner: string, after: string] {
  const open = text.indexOf(`<${tag}>`);
  if (open < 0 || close < open)
    throw new Error(`GraphiQL's page: expected one <${tag}>, but found none.`);
  const inner = text.slice(open + tag.length + 2, close);
  return [text.slice(0, open), inner, text.slice(close + tag.length + 3)];
}
