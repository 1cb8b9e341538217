// SPDX-License-Identifier: GPL-3.0-or-later
// A counter that clerks share, and cases that change while they are open.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Server, kWeak, paste, root, seriousFindings, solutions, visitor } from './support.mjs';

const kPin = '4711';
const kIdle = 4;  // seconds without use
const kSymptom = '在家手机没信号，一出门就好';

// A server of its own, with clerks or with a copy of the content that the test may spoil.
async function withServer(options, work) {
  const server = Server.make(options);
  try {
    await work(server);
  } finally {
    await server.remove();
  }
}
const clerk = (server, name) => server.clerk(name, kPin);

async function unlock(page, name) {
  await page.locator('.clerks label', { hasText: name }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pin');
  await page.keyboard.type(kPin);
  await page.keyboard.press('Enter');
  await page.locator('#phone').waitFor();
}

export function clerkTests(world) {
  test('clerks share a counter by PIN, each with their own calls, and the customer sees nothing of it', async () => {
    await withServer([], async (server) => {
      clerk(server, '李敏');
      clerk(server, '王强');
      await server.start();
      const page = await visitor(world.browser, { viewport: { width: 1024, height: 768 } });
      await page.goto(server.origin + '/counter');
      assert.deepEqual(await seriousFindings(page), []);
      await unlock(page, '李敏');
      await paste(page, '#phone', kWeak);
      await solutions(page).first().waitFor();
      assert.deepEqual(await seriousFindings(page), []);
      const [customer] = await Promise.all([
        page.context().waitForEvent('page'), page.locator('details[open] .solution-hand button').first().click()]);
      await customer.locator('.track-state').waitFor();
      assert.doesNotMatch(await customer.content(), /李敏|王强|PIN/);
      await customer.close();
      await page.locator('details[open] .outcome.resolved').click();
      await page.locator('#done').waitFor();
      await page.locator('#lock button').click();
      await unlock(page, '王强');
      assert.equal(await page.inputValue('#phone'), '');  // not the other clerk's caller
      await page.locator('#lock button').click();
      await unlock(page, '李敏');
      await page.locator('#done, .solutions').first().waitFor();
      assert.match(await page.locator('.calls').innerText(), /138 8000 0001/);
      const [row] = JSON.parse(execFileSync('sqlite3', ['-json', path.join(server.data, 'firstfix.db'),
        'SELECT agent FROM outcomes']).toString() || '[]');
      assert.equal(row.agent, '李敏');
      assert.doesNotMatch(server.log, /4711|李敏/);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  });

  test('a counter left alone locks itself, one in use does not, and the typed words wait for their clerk', async () => {
    await withServer(['--clerk-idle', String(kIdle / 60)], async (server) => {
      clerk(server, '李敏');
      await server.start();
      const page = await visitor(world.browser);
      await page.goto(server.origin + '/counter');
      await unlock(page, '李敏');
      await page.focus('#symptom');
      const until = Date.now() + 2000 * kIdle;
      let typed = '';
      while (Date.now() < until) {  // no request goes out without a number: only the page knows of these keys
        await page.keyboard.insertText('信');
        typed += '信';
        assert.equal(await page.inputValue('#symptom'), typed);
        await page.waitForTimeout(400);
      }
      await page.locator('#pin').waitFor({ timeout: 3000 * kIdle });
      assert.equal(await page.locator('#phone').count(), 0);
      await unlock(page, '李敏');
      assert.equal(await page.inputValue('#symptom'), typed);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  });

  test('wrong PINs are counted, and five of them lock the name', async () => {
    await withServer([], async (server) => {
      clerk(server, '李敏');
      await server.start();
      const page = await visitor(world.browser);
      await page.goto(server.origin + '/counter');
      for (let left = 4; left >= 0; --left) {
        await page.fill('#pin', '9990');
        await page.keyboard.press('Enter');
        await page.locator('#error', { hasText: left ? `还可以试 ${left} 次` : '已锁定' }).waitFor();
      }
      await page.fill('#pin', kPin);
      await page.keyboard.press('Enter');
      await page.locator('#error', { hasText: '已锁定' }).waitFor();
      await page.context().close();
    });
  });

  test('a case rewritten or withdrawn while it is open: a word in place, the outcome recorded', async () => {
    const content = mkdtempSync(path.join(os.tmpdir(), 'firstfix-content-'));
    cpSync(path.join(root, 'content'), content, { recursive: true });
    const file = path.join(content, 'cases/network/indoor-no-signal-outside-ok.md');
    await withServer(['--content', content], async (server) => {
      await server.start();
      const page = await visitor(world.browser);
      await page.goto(server.origin + '/panel');
      await paste(page, '#phone', kWeak);
      await page.focus('#symptom');
      await page.keyboard.insertText(kSymptom);
      await page.waitForFunction(() => document.querySelector('.solutions > li')?.dataset.case === 'indoor-no-signal-outside-ok');
      const served = () => fetch(server.origin + '/api/v1/cases/indoor-no-signal-outside-ok');
      writeFileSync(file, readFileSync(file, 'utf8').replace('## 答复\n', '## 答复\n改过的话。'));
      while (!/改过的话/.test(await (await served()).text())) await page.waitForTimeout(100);
      await page.locator('details[open] .copy >> visible=true').click();  // the copy tells that it is stale
      await page.locator('.banner.bad', { hasText: '刚刚更新过' }).waitFor();
      assert.match(await page.locator('details[open] .words-voice > p').innerText(), /改过的话/);
      const contact = await page.locator('#part').getAttribute('data-contact');
      rmSync(file);
      while ((await served()).ok) await page.waitForTimeout(100);
      await page.focus('#symptom');
      await page.keyboard.insertText('，很久了');
      await page.locator('#withdrawn').waitFor();
      assert.match(await page.locator('#withdrawn').innerText(), /下架[^]*屋里没信号/);  // by its title
      await page.locator('#withdrawn .outcome.resolved').click();
      await page.locator('#done').waitFor();
      assert.equal(await page.inputValue('#symptom'), kSymptom + '，很久了');
      assert.equal(await page.locator('#part').getAttribute('data-contact'), contact);
      await page.context().close();
    });
    rmSync(content, { recursive: true, force: true });
  });

  test('pictures stand beside the steps, fit the handset, and go with the customer', async () => {
    const page = await visitor(world.browser);
    const { body } = await world.server.post('/api/v1/resolve', { phone: '13880009997', symptom: kSymptom, channel: 'counter', facts: { coverage: 'weak' } });
    await page.goto(`${world.server.origin}/counter/${body.contact}`);
    const item = page.locator('.solutions > li[data-case=indoor-no-signal-outside-ok]');
    assert.deepEqual(await item.locator('.pictures img').evaluateAll((all) => all.map((one) => one.alt)), ['信号格只有一格：信号弱，打电话会断续']);
    const drawn = await item.locator('.pictures img').first().evaluate(async (image) => { await image.decode(); return image.naturalWidth; });
    assert.ok(drawn > 0);
    const { body: link } = await world.server.post(`/api/v1/contacts/${body.contact}/track`, { case: 'indoor-no-signal-outside-ok' });
    await page.goto(world.server.origin + link.path);
    assert.equal(await page.locator('.pictures img').count(), 1);
    assert.deepEqual(await seriousFindings(page), []);
    await page.context().close();
  });
}
