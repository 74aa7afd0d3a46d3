/** Loaded ahead of a server that is measured: on SIGUSR2 it collects what is garbage, and says so. */
process.on('SIGUSR2', () => {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  process.stderr.write('collected\n');
});
