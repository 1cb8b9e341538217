// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent records: outcomes, signals, and that none is lost or sent twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, contactOf, end, kOldPhone, kWeak, openPanel, solutions, text } from './support.mjs';

// In a page: another tab's writing to the store is seen so many milliseconds late, as between a browser's processes.
function readStoreLate(late) {
  const now = Storage.prototype.getItem;
  const set = Storage.prototype.setItem;
  const seen = new Map();
  Storage.prototype.getItem = function (key) {
    if (!seen.has(key)) seen.set(key, now.call(this, key));
    return seen.get(key);
  };
  Storage.prototype.setItem = function (key, value) {
    set.call(this, key, value);
    seen.set(key, value);
  };
  addEventListener('storage', ({ key, newValue }) => setTimeout(() => seen.set(key, newValue), late));
}

export function outcomeTests(world) {
  const open = () => openPanel(world);

  test('what did not help makes room: the next in front has the focus and the next outcome', async () => {
    const page = await open();
    const recorded = [];
    page.on('request', (request) => { if (request.url().endsWith('/outcome')) recorded.push(request.postDataJSON().case); });
    await call(page, kWeak, '在家没信号，一出门就好');
    await page.keyboard.press('Escape');
    const [first] = await solutions(page).evaluateAll((all) => all.map((one) => one.dataset.case));
    const front = () => page.evaluate(() => document.activeElement.closest('.solutions > li:has(details[open])')?.dataset.case);
    assert.equal(await front(), first);
    await page.keyboard.press('u');
    await page.locator('#done').waitFor();
    assert.notEqual(await front(), first);
    const picked = await solutions(page).nth(1).getAttribute('data-case') === first ? '3' : '2';
    await page.keyboard.press(picked);
    const chosen = await front();
    await page.keyboard.press('u');
    await page.waitForFunction((tried) => document.querySelector('#done') &&
      document.activeElement.closest('.solutions > li')?.dataset.case !== tried, chosen);
    const last = await front();
    assert.ok(last && ![first, chosen].includes(last));
    await page.keyboard.press('r');
    await page.waitForFunction(() => /已解决/.test(document.querySelector('#done')?.textContent));
    assert.deepEqual(recorded, [first, chosen, last]);
    await end(page);
  });

  test('offline: says so, keeps everything, sends the outcome once', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    const sent = [];
    page.on('response', (answer) => { if (answer.url().endsWith('/outcome')) sent.push(answer); });
    await page.context().setOffline(true);
    await page.keyboard.insertText('，出门就好');
    await page.keyboard.press('Enter');
    await page.keyboard.press('r');
    await page.locator('#link-state:not([hidden])').waitFor();
    assert.match(await text(page.locator('#link-state')), /连接断了/);
    await page.waitForFunction(() => document.querySelector('.call.front')?.textContent.includes('⏳'));
    sent.length = 0;
    await page.context().setOffline(false);
    await page.locator('#done').waitFor();
    assert.equal(await page.locator('#link-state').isHidden(), true);
    assert.equal(sent.length, 1);
    assert.equal(await page.inputValue('#symptom'), '在家没信号，出门就好');
    assert.equal(await page.evaluate(() => localStorage.getItem('firstfix.outbox')), '[]');
    page.faults.length = 0;  // the browser reports each failed probe
    await end(page);
  });

  test('two tabs send what waited once between them', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    const beside = await page.context().newPage();
    await beside.goto(world.server.origin + '/panel');
    for (const each of [page, beside]) await each.evaluate(readStoreLate, 300);
    const sent = [];
    page.context().on('response', (answer) => { if (answer.url().endsWith('/outcome')) sent.push(answer); });
    await page.context().setOffline(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.locator('#link-state:not([hidden])').waitFor();
    await beside.waitForFunction(() => localStorage.getItem('firstfix.outbox')?.includes('contact'));
    await page.context().setOffline(false);
    await page.locator('#done').waitFor();
    await page.waitForTimeout(1000);
    assert.equal(sent.length, 1);  // by whichever was first; the one that has the caller says it is done
    assert.match(await text(page.locator('.calls .front')), /✓/);
    assert.equal(await beside.evaluate(() => localStorage.getItem('firstfix.outbox')), '[]');
    await page.context().close();
  });

  test('what was picked, copied and ruled out is kept as a signal', async () => {
    const page = await open();
    const told = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/signals')) told.push({ ...request.postDataJSON(), contact: request.url().split('/').at(-2) });
    });
    await call(page, kOldPhone);
    const contact = await contactOf(page);
    const [, second, third] = await solutions(page).evaluateAll((all) => all.map((one) => one.dataset.case));
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.keyboard.press('c');
    await page.locator('.copy.done').waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('d');
    await page.waitForTimeout(300);
    assert.deepEqual(told, [
      { case: second, kind: 'picked', form: '', contact }, { case: second, kind: 'copied', form: 'voice', contact },
      { case: third, kind: 'picked', form: '', contact }, { case: third, kind: 'dismissed', form: '', contact }]);
    const { cases } = await (await fetch(world.server.origin + '/api/v1/case-use?days=1')).json();
    assert.ok(cases.some((use) => use.case === second && use.copied > 0), 'the server has them');
    await end(page);
  });

  test('e hands over to the expert seat, [ and ] go from caller to caller', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    assert.match(await text(page.locator('#done')), /转专家席/);
    await page.keyboard.press('n');
    await call(page, kOldPhone);
    await page.keyboard.press('Escape');
    await page.keyboard.press('[');
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001');
    await page.keyboard.press(']');
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0003');
    await end(page);
  });

  test('a server restart in the middle is waited out', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    const contact = await contactOf(page);
    await world.server.stop();
    await page.keyboard.insertText('，窗边好一点');
    await page.locator('#link-state:not([hidden])').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('u');
    await world.server.start();
    await page.locator('#done').waitFor({ timeout: 15000 });
    assert.equal(await contactOf(page), contact);
    const { body } = await world.server.post(`/api/v1/contacts/${contact}/symptom`, { symptom: '在家没信号，窗边好一点' });
    assert.ok(body.solutions.length > 0);
    page.faults.length = 0;
    await end(page);
  });
}
