// SPDX-License-Identifier: GPL-3.0-or-later
// A visit to the shop, and what the customer takes home.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { end, kOutage, kWeak, seriousFindings, solutions, text, visitor } from './support.mjs';

export function counterTests(world) {
  test('a counter visit by touch: handset check, customer view, answer', async () => {
    const page = await visitor(world.browser, { viewport: { width: 1024, height: 768 }, hasTouch: true });
    await page.goto(world.server.origin + '/counter');
    assert.equal(await page.locator('#channel-counter').isChecked(), true);
    await page.locator('#phone').fill(kWeak);
    await page.locator('#symptom').fill('在家手机没信号，一出门就好');
    await page.locator('.caller-form .primary').tap();
    await solutions(page).first().waitFor();
    await page.locator('#caller:not([aria-busy])').waitFor();
    for (const button of await page.locator('.checks .option').all()) {
      const { height } = await button.boundingBox();
      assert.ok(height >= 44, `${height} pixels are too few for a finger`);
    }
    await page.locator('.checks [name=restart][value=same]').tap();
    await page.locator('.checks li.done [name=restart][value=same].chosen').waitFor();
    assert.match(await page.locator('.chips').textContent(), /之后还是一样/);  // a fact now
    const [customer] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('details[open] .solution-hand button').first().tap(),
    ]);
    await customer.locator('.track-state').waitFor();
    assert.match(new URL(customer.url()).pathname, /^\/track\/[0-9a-f]{32}$/);
    const size = await customer.locator('.track-reply').evaluate((reply) => parseFloat(getComputedStyle(reply).fontSize));
    assert.ok(size >= 22, `${size}`);
    const html = await customer.content();
    assert.doesNotMatch(html, /8000 0001|13880000001|\/panel|\/counter|派网优/);
    await customer.locator('.track-answer .resolved').tap();
    await customer.locator('.track-resolved').waitFor();
    assert.match(await text(customer.locator('.track-state')), /已经处理好了/);
    assert.deepEqual(await seriousFindings(customer), []);
    assert.deepEqual(await seriousFindings(page), []);
    await end(page);
  });

  test('the slip prints on A6 and on an 80 mm roll, one page each, with a code', async () => {
    const page = await visitor(world.browser);
    const { body } = await world.server.post('/api/v1/resolve', { phone: kOutage, symptom: '突然没信号', channel: 'counter' });
    for (const [paper, width] of [['a6', 105], ['80mm', 80]]) {
      const opened = await fetch(`${world.server.origin}/counter/${body.contact}/slip`, {
        method: 'POST', redirect: 'manual', body: new URLSearchParams({ case: body.solutions[0].case, paper }),
      });
      await page.goto(world.server.origin + opened.headers.get('location'));
      assert.ok((await page.locator('.qr path').getAttribute('d')).length > 1000);
      assert.doesNotMatch(await page.content(), /8000 0002|13880000002|值班长|重复工单/);  // steps for staff stay inside
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      assert.equal(boxes.length, 1, `${paper} takes ${boxes.length} pages`);
      assert.ok(Math.abs(Number(boxes[0][1]) / 72 * 25.4 - width) < 1, boxes[0][0]);
    }
    await end(page);
  });

  test('the map shows the place, the squares of coverage and the outage, from our own server alone', async () => {
    const page = await visitor(world.browser);
    const foreign = [];
    page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(world.server.origin)) foreign.push(request.url()); });
    const { body } = await world.server.post('/api/v1/resolve', { phone: kWeak, symptom: '没信号' });
    await page.goto(`${world.server.origin}/panel/${body.contact}`);
    await page.click('#map-open');
    await page.locator('#map canvas').waitFor();
    assert.match(await page.getAttribute('#map', 'aria-label'), /滨河小区.*：[1-9]\d* 个路测格/);
    const drawn = await page.evaluate(() => {
      const canvas = document.querySelector('#map canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    });
    assert.ok(drawn > 1000, `${drawn} pixels drawn`);
    assert.deepEqual(await seriousFindings(page), []);
    await page.click('#map-open');
    assert.equal(await page.locator('#map-box').isHidden(), true);
    assert.deepEqual(foreign, []);
    await end(page);
  });

  test('a forged link says so in plain words', async () => {
    const page = await visitor(world.browser);
    for (const token of ['f'.repeat(32), '..%2f..', '<script>']) {
      const response = await page.goto(`${world.server.origin}/track/${encodeURIComponent(token)}`);
      assert.equal(response.status(), 404);
      assert.match(await text(page.locator('.banner.bad')), /无效或者已经过期/);
    }
    assert.deepEqual(await seriousFindings(page), []);
    await end(page);
  });

  test('an expired link says so in the language of the customer', async () => {
    const { body } = await world.server.post('/api/v1/resolve', { phone: kWeak, symptom: '没信号' });
    const { body: link } = await world.server.post(`/api/v1/contacts/${body.contact}/track`, { case: body.solutions[0].case });
    assert.equal((await fetch(world.server.origin + link.path)).status, 200);
    execFileSync('sqlite3', [path.join(world.server.data, 'firstfix.db'),
      `UPDATE track_links SET expires_at = 1 WHERE token = '${link.path.split('/').pop()}'`]);
    for (const [locale, said] of [['zh-CN', /无效或者已经过期[^]*拨打客服热线/], ['en-GB', /not valid or has expired[^]*call the hotline/]]) {
      const page = await visitor(world.browser, { locale });
      assert.equal((await page.goto(world.server.origin + link.path)).status(), 404);
      assert.match(await text(page.locator('.banner.bad')), said);
      assert.equal(await page.locator('.track-answer').count(), 0);
      await page.context().close();
    }
  });

  test('no token of a progress link reaches the log', async () => {
    const { body } = await world.server.post('/api/v1/resolve', { phone: kWeak, symptom: '没信号' });
    const { body: link } = await world.server.post(`/api/v1/contacts/${body.contact}/track`, { case: body.solutions[0].case });
    assert.equal((await fetch(world.server.origin + link.path)).status, 200);
    assert.doesNotMatch(world.server.log, new RegExp(link.path.split('/').pop()));
  });
}
