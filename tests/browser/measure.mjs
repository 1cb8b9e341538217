// SPDX-License-Identifier: GPL-3.0-or-later
// The figures a user feels: weight of the first load, first paint, jumps of the layout.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kOutage, paste, solutions, visitor } from './support.mjs';

const kFirstLoad = 60 * 1024;  // bytes on the wire, compressed
const kFirstPaint = 300;       // milliseconds
const kShift = 0.02;

export function measureTests(world) {
  test('the panel loads light and steady', async (context) => {
    const page = await visitor(world.browser);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await page.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const paints = [];
    for (let i = 0; i < 5; ++i) {
      await page.goto(world.server.origin + '/panel');
      await page.waitForTimeout(150);
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime));
      if (i === 0) context.diagnostic(`first load ${bytes} bytes`);
      if (i === 0) assert.ok(bytes < kFirstLoad, `${bytes} bytes`);
    }
    const median = paints.sort((a, b) => a - b)[2];
    context.diagnostic(`first contentful paint ${median} ms`);
    assert.ok(median < kFirstPaint, `${median} ms`);
    await paste(page, '#phone', kOutage);
    await solutions(page).nth(2).waitFor();
    await page.waitForTimeout(200);
    await page.reload();
    await solutions(page).nth(2).waitFor();
    await page.waitForTimeout(200);
    const shifts = await page.evaluate(() => window.shifts);
    context.diagnostic(`layout shift ${shifts}`);
    assert.ok(shifts < kShift, `${shifts}`);
    await page.context().close();
  });

  test('static files are kept for a year and change their address with their content', async () => {
    const html = await (await fetch(world.server.origin + '/panel')).text();
    const addresses = [...html.matchAll(/\/static\/[^"]+/g)].map(([address]) => address);
    assert.ok(addresses.length >= 3);
    for (const address of addresses) {
      assert.match(address, /\?v=[0-9a-f]{16}$/);
      const { headers } = await fetch(world.server.origin + address);
      assert.match(headers.get('cache-control'), /max-age=31536000, immutable/);
    }
  });
}
