// Prints each test with what it printed, and at the end `N passed, N failed`, as tools/run_tests.py reads it.
export default async function* report(events) {
  let summary;
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type === 'test:summary' && data.file === undefined) summary = data;
    if ((type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite') {
      const how = type === 'test:pass' ? (data.skip === undefined ? 'ok' : 'skipped') : 'FAILED';
      const why = typeof data.skip === 'string' ? `: ${data.skip}` : '';
      yield `${how}: ${data.name}${why} (${(data.details.duration_ms / 1000).toFixed(1)} s)\n`;
    }
    if (type === 'test:fail') yield `${describe(data.details.error)}\n`;
  }
  const { passed, failed, cancelled, skipped } = summary.counts;
  yield `${passed} passed, ${failed + cancelled} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
}

function describe(error) {
  const cause = error.cause ?? error;
  return String(cause.stack ?? cause).replace(/^/gm, '    ');
}
