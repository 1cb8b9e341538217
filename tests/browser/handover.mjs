// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that come from outside, and what goes back: the CRM around the panel, the telephone system.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { Server, kOutage, kWeak, solutions, visitor } from './support.mjs';

// A page of another origin with the panel in a frame; `heard` collects what the panel says.
async function crm(address) {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>CRM</title><script>
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
    const call = (message) => document.getElementById('panel').contentWindow.postMessage(message, '*');
  </script><iframe id="panel" src="${address}" width="380" height="780" allow="clipboard-write"></iframe><textarea id="draft">您好，</textarea>`;
  const server = http.createServer((_, response) => response.end(html));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();  // a test that fails leaves it open
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export function handoverTests(world) {
  test('a CRM that may frame the panel hands over a number and hears reply and outcome', async () => {
    const host = await crm('about:blank');
    const server = await Server.make(['--frame-ancestors', host.origin]).start();
    const page = await visitor(world.browser, { viewport: { width: 900, height: 800 } });
    await page.goto(host.origin);
    await page.evaluate((address) => { document.getElementById('panel').src = address; }, server.origin + '/panel');
    const panel = page.frameLocator('#panel');
    await page.waitForFunction(() => heard.some(({ type }) => type === 'firstfix.ready'));
    await page.evaluate(() => call({ type: 'firstfix.call', number: '13880000002', symptom: '突然没信号' }));
    await panel.locator('.notice-outage').waitFor();
    assert.equal(await panel.locator('#symptom').inputValue(), '突然没信号');
    await panel.locator('.solutions > li').nth(1).locator('summary').first().click();
    await page.waitForFunction(() => heard.some(({ type }) => type === 'firstfix.case'));
    await panel.locator('details[open] .copy >> visible=true').click();
    await page.waitForFunction(() => heard.some(({ type }) => type === 'firstfix.reply'));
    assert.equal(await page.inputValue('#draft'), '您好，');  // the agent's draft is the agent's
    await panel.locator('details[open] .outcome.resolved').click();
    await page.waitForFunction(() => heard.some(({ type }) => type === 'firstfix.outcome'));
    const heard = await page.evaluate(() => window.heard);
    const reply = heard.find(({ type }) => type === 'firstfix.reply');
    assert.equal(reply.text, await panel.locator('details[open] .words-voice > p').textContent());
    const picked = heard.find(({ type }) => type === 'firstfix.case');
    assert.equal(picked.title, await panel.locator('details[open] > summary .solution-title').first().innerText());
    const outcome = heard.find(({ type }) => type === 'firstfix.outcome');
    assert.equal(outcome.result, 'resolved');
    for (const message of [picked, reply, outcome]) assert.deepEqual([message.case, message.contact], [picked.case, reply.contact]);
    assert.doesNotMatch(JSON.stringify(heard), /1388|8000 0002/);
    await page.context().close();
    await server.remove();
    host.close();
  });

  test('a foreign page can neither frame the panel nor speak to it', async () => {
    const host = await crm(world.server.origin + '/panel');
    const page = await visitor(world.browser);
    await page.goto(host.origin);
    await page.waitForTimeout(500);
    assert.equal(await page.frames()[1].evaluate(() => document.getElementById('phone')).catch(() => null), null);
    // It can open the panel in a window of its own, and is told off there.
    const [panel] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate((address) => { window.opened = window.open(address); }, world.server.origin + '/panel'),
    ]);
    await panel.waitForLoadState('load');  // its scripts are deferred: they have run by then
    await page.evaluate(() => opened.postMessage({ type: 'firstfix.call', number: '13880000002' }, '*'));
    await panel.locator('#contact .banner.bad').waitFor();
    assert.match(await panel.locator('#contact .banner.bad').innerText(), /不在允许的来源里，已忽略/);
    assert.equal(await panel.inputValue('#phone'), '');
    await page.context().close();
    host.close();
  });

  test('a telephone system puts the caller before the agent', async () => {
    const page = await visitor(world.browser);
    await page.goto(world.server.origin + '/panel?agent=1001');
    const popped = await world.server.post('/api/v1/screen-pop', { agent: '1001', phone: kOutage });
    assert.equal(popped.status, 200);
    await page.locator('.notice-outage').waitFor();
    assert.equal(await page.inputValue('#phone'), '138 8000 0002');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');
    await page.keyboard.insertText('突然没信号');
    // The next call does not push away the one under way.
    await world.server.post('/api/v1/screen-pop', { agent: '1001', phone: kWeak });
    await page.waitForFunction(() => document.querySelectorAll('.call').length === 2);
    assert.equal(await page.inputValue('#symptom'), '突然没信号');
    await page.locator('.call button').nth(2).click();
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001');
    assert.equal(await page.inputValue('#phone'), '138 8000 0001');
    await solutions(page).first().waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
