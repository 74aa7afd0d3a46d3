/** What a browser finds at the server's addresses, and what it may do there. */
import { expect, test } from 'vitest';
import { sendRaw, serveEmptyToFile } from './served.ts';

const served = serveEmptyToFile();

/** Asks for an address as a browser does. */
function browse(path: string, headers: HeadersInit = {}): Promise<Response> {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  return fetch(served.origin + path, { headers: { accept, ...headers } });
}

test('the explorer’s page may load what is its own and nothing else', async () => {
  const response = await browse('/graphql');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const page = await response.text();
  const scripts = page.match(/<script[^>]*>/g) ?? [];
  expect(scripts).toHaveLength(1);
  const [, nonce] = /^<script nonce="([\w+/]{22}==)" src="\//.exec(scripts.join()) ?? [];
  expect(response.headers.get('content-security-policy')).toBe(
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; worker-src blob:; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(page.match(/(src|href)="(?!\/|data:)/g)).toBeNull();
});

test('the explorer’s nonce is never used twice, and no cache keeps it', async () => {
  const [one, other] = await Promise.all([browse('/graphql'), browse('/graphql')]);
  const policies = [one, other].map(({ headers }) => headers.get('content-security-policy'));
  expect(policies[0]).not.toBe(policies[1]);
  expect(one.headers.get('cache-control')).toBe('no-store');
});

test('the explorer’s script is kept by browsers for as long as it is the same', async () => {
  const page = await (await browse('/graphql')).text();
  const [, path = ''] = /src="([^"]+)"/.exec(page) ?? [];
  const packed = await browse(path, { 'accept-encoding': 'gzip' });
  expect(Object.fromEntries(packed.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const plain = await browse(path, { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(await packed.text());
});

test('the page for people may load what is its own and nothing else', async () => {
  const response = await browse('/pledges');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  const page = await response.text();
  // It names itself by its whole address, which nothing loads.
  const loaded = page.replaceAll(`href="${served.origin}/`, 'href="/');
  expect(loaded).not.toMatch(/<script>|<style|style="|(src|href)="(?!\/|data:)/);
  expect(page).toContain('href="/graphql"');
});

test('the page has a language in its address, and 404 where the address is of no known shape', async () => {
  const seen = await Promise.all(
    ['/', '/ar', '/pledges', '/ar/search?q=x', '/processes', '/arabic', '/talks/UPPER'].map(
      async (path) => {
        const response = await browse(path);
        const [language] = /<html lang="\w+" dir="\w+">/.exec(await response.text()) ?? [];
        return [path, response.status, language];
      },
    ),
  );
  const [english, arabic] = ['<html lang="en" dir="ltr">', '<html lang="ar" dir="rtl">'];
  expect(seen).toEqual([
    ['/', 200, english],
    ['/ar', 200, arabic],
    ['/pledges', 200, english],
    ['/ar/search?q=x', 200, arabic],
    ['/processes', 404, english],
    ['/arabic', 404, english],
    ['/talks/UPPER', 404, english],
  ]);
});

test('the page’s scripts are kept by browsers for good, and the page itself asked for anew', async () => {
  const response = await browse('/');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  const etag = response.headers.get('etag') ?? '';
  expect((await browse('/', { 'if-none-match': etag })).status).toBe(304);
  const [, path = ''] = /src="([^"]+\.js)"/.exec(await response.text()) ?? [];
  const packed = await browse(path, { 'accept-encoding': 'gzip' });
  expect(Object.fromEntries(packed.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const plain = await browse(path, { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(await packed.text());
  expect((await browse('/assets/none.js')).status).toBe(404);
});

test('the health pages answer in a word', async () => {
  for (const [path, word] of [
    ['/health', 'alive'],
    ['/ready', 'ready'],
  ]) {
    const response = await fetch(served.origin + path);
    expect([response.status, await response.text()]).toEqual([200, `${word}\n`]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

test('an address with nothing there says where the record is', async () => {
  for (const path of ['/nothing', '/graphql/', '/graphql/nothing', '//graphql', '/%zz']) {
    const answer = await sendRaw(
      served.port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect(answer).toMatch(/\r\n\r\nThere is nothing here. The record is at \/graphql.\n$/);
  }
});

test('no answer may be read as another type, or framed', async () => {
  for (const path of ['/', '/graphql', '/health', '/nothing']) {
    const { headers } = await browse(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  for (const path of ['/', '/graphql'])
    expect((await browse(path)).headers.get('x-frame-options')).toBe('DENY');
});
