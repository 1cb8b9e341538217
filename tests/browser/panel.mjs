// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's panel as an agent uses it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, contactOf, end, kOldPhone, kOutage, kWeak, openPanel, paste, solutions, text, visitor } from './support.mjs';

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

export function panelTests(world) {
  const open = (options) => openPanel(world, options);

  test('a hotline call by keyboard alone: three keys besides the symptom', async () => {
    const page = await open();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'phone');
    await paste(page, '#phone', kOutage);
    await solutions(page).nth(2).waitFor();  // the top three before a symptom is typed
    assert.match(await text(page.locator('.notice-outage')), /春熙路片区基站传输光缆中断/);
    assert.match(await text(page.locator('.notice-vip')), /重要客户/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');  // no key needed to get there
    await page.evaluate(() => {
      window.keys = [];
      addEventListener('keydown', ({ key }) => window.keys.push(key), { capture: true });
    });
    await page.keyboard.insertText('手机突然没信号，打不出去');
    await page.keyboard.press('Enter');  // at once: c waits for the answer to what was typed
    await page.keyboard.press('c');
    await page.locator('.copy.done').waitFor();
    assert.equal(await solutions(page).first().getAttribute('data-case'), 'outage-running');
    const reply = await page.locator('details[open] .words-voice > p').textContent();
    assert.equal(await clipboard(page), reply);  // the reply alone
    await page.keyboard.press('r');
    assert.match(await text(page.locator('#done')), /已记录：已解决/);
    assert.deepEqual(await page.evaluate(() => window.keys), ['Enter', 'c', 'r']);
    assert.match(await text(page.locator('.calls .front')), /✓/);
    await page.keyboard.press('n');
    assert.equal(await page.inputValue('#phone'), '');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'phone');
    await end(page);
  });

  test('digits and arrows pick, d rules out, q answers, s opens the steps, / returns to the symptom', async () => {
    const page = await open();
    await call(page, kWeak);
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    const third = solutions(page).nth(2);
    assert.equal(await third.locator('details.solution').getAttribute('open'), '');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement.id),
      await solutions(page).nth(1).locator('summary').first().getAttribute('id'));
    await page.keyboard.press('Enter');
    assert.equal(await solutions(page).nth(1).locator('details.solution').getAttribute('open'), '');
    await page.keyboard.press('s');
    await solutions(page).nth(1).locator('.steps').waitFor();
    await page.keyboard.press('d');
    assert.match(await solutions(page).nth(1).getAttribute('class'), /dismissed/);
    const question = await text(page.locator('#question-title'));
    await page.keyboard.press('q');
    await page.keyboard.press('1');
    await page.waitForFunction((asked) => document.getElementById('question-title')?.textContent !== asked, question);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');
    await end(page);
  });

  test('typing ranks again without losing focus, caret or what was opened', async () => {
    const page = await open();
    await call(page, kWeak);
    await page.locator('#all-facts > summary').click();
    await page.focus('#symptom');
    await page.keyboard.type('在家没信号', { delay: 30 });
    await page.waitForFunction(() => /屋里没信号/.test(document.querySelector('.solution-title')?.textContent));
    await page.keyboard.type('啊');
    assert.equal(await page.inputValue('#symptom'), '在家没信号啊');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');
    assert.equal(await page.locator('#all-facts').getAttribute('open'), '');
    await end(page);
  });

  test('words typed while the number is still being looked up count, in the one contact', async () => {
    const page = await open();
    const opened = [];
    await page.route('**/panel', async (route) => {
      opened.push(route);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await paste(page, '#phone', kWeak);
    await page.focus('#symptom');
    await page.keyboard.insertText('在家手机没信号，一出门就好');
    await page.locator('.caller-form .primary').click();
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.symptom === '在家手机没信号，一出门就好');
    assert.equal(opened.length, 1);
    await end(page);
  });

  test('what the customer has said is not asked, and is put right where it stands', async () => {
    const page = await open();
    await call(page, '13880009994', '电梯里打不了电话');
    const place = page.locator('.chip', { hasText: '出现问题的场所' });
    assert.match(await text(place), /电梯/);
    assert.match(await place.getAttribute('title'), /客户说到“电梯”/);
    assert.equal(await page.locator('#question button[name=place], #question button[name=service]').count(), 0);
    assert.equal(await page.locator('.chip', { hasText: '归属地' }).locator('summary').count(), 0);  // a record is not the agent's
    await place.locator('summary').focus();
    await page.keyboard.press('Enter');
    const before = await page.locator('#part').elementHandle();
    await place.locator('button[value=basement]').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((old) => !old.isConnected, before);
    assert.match(await text(place), /地下室或车库/);
    await end(page);
  });

  test('one call stays one contact however much is typed', async () => {
    const page = await open();
    await call(page, kOldPhone, '打不了电话');
    const contact = await contactOf(page);
    await page.keyboard.insertText('，一打电话就掉到 2G');
    await page.waitForTimeout(500);
    assert.equal(await contactOf(page), contact);
    assert.equal(new URL(page.url()).pathname, '/panel/' + contact);
    await end(page);
  });

  test('a dialogue that was broken off goes on when the number calls back', async () => {
    const symptom = '村里晚上手机老是断断续续';
    const { body } = await world.server.post('/api/v1/resolve', { phone: kOldPhone, symptom });
    const page = await open();
    await call(page, kOldPhone);
    await page.locator('[data-resume]').click();
    await page.waitForFunction((id) => document.querySelector('#part')?.dataset.contact === id, body.contact);
    assert.equal(await page.inputValue('#symptom'), symptom);
    assert.equal(await page.locator('.call').count(), 1);
    await page.locator('#all-facts > summary').click();
    assert.match(await page.locator('#all-facts').innerText(), /小时前|分钟前/);  // each fact's age
    await end(page);
  });

  test('several callers are tabs and survive a reload in the middle of a word', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.keyboard.press('n');
    await call(page, kOldPhone);
    await page.focus('#symptom');
    await page.keyboard.insertText('听不清');
    await page.reload();
    assert.equal(await page.inputValue('#symptom'), '听不清');
    assert.equal(await page.locator('.call').count(), 2);
    await solutions(page).first().waitFor();
    await page.locator('.call button').first().click();
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001');
    assert.equal(await page.inputValue('#symptom'), '在家没信号');
    assert.equal(await solutions(page).nth(1).locator('details.solution').getAttribute('open'), '');
    await end(page);
  });

  test('a tab of the callers stays the same button while answers come in', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await call(page, kOldPhone);
    assert.equal(await page.locator('.call').count(), 2);
    await page.evaluate(() => { window.pressed = document.querySelector('.call button'); });
    await page.focus('#symptom');
    await page.keyboard.insertText('听不清');
    await page.waitForResponse((answer) => answer.url().endsWith('/symptom'));
    await page.waitForFunction(() => !document.querySelector('#caller').hasAttribute('aria-busy'));
    assert.ok(await page.evaluate(() => window.pressed === document.querySelector('.call button')));
    await end(page);
  });

  test('a closed browser leaves its open calls to the next panel, without numbers or words', async () => {
    const page = await open();
    await call(page, kWeak, '在家没信号');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    const picked = await solutions(page).nth(1).getAttribute('data-case');
    await page.keyboard.press('n');
    await call(page, kOldPhone);
    const beside = await page.context().newPage();
    await beside.goto(world.server.origin + '/panel');
    await beside.waitForTimeout(500);
    assert.equal(await beside.locator('#left').count(), 0);  // its tab is still there
    const kept = await beside.evaluate(() => JSON.stringify(localStorage));
    assert.match(kept, /0001/);
    assert.doesNotMatch(kept, /8000|1388|没信号/);
    await page.close();
    await beside.reload();
    assert.match(await text(beside.locator('#left')), /2 个来电没办完：…0001 …0003/);
    await beside.locator('#left button').first().click();
    await beside.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001');
    assert.equal(await beside.inputValue('#symptom'), '在家没信号');
    assert.equal(await beside.inputValue('#phone'), '138 8000 0001');
    assert.equal(await beside.locator(`details[open]`).locator('xpath=..').first().getAttribute('data-case'), picked);
    assert.equal(await beside.locator('.call').count(), 2);
    assert.equal(await beside.locator('#left').count(), 0);
    await beside.locator('.call button').nth(2).click();
    await beside.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0003');
    assert.deepEqual(beside.faults ?? [], []);
    await end(page);
  });

  test('calls left over are forgotten on request, and after half an hour', async () => {
    for (const forget of ['asked', 'late']) {
      const page = await open();
      await call(page, kWeak);
      const after = await page.context().newPage();
      await after.goto(world.server.origin + '/cases');
      await page.close();
      if (forget === 'late') {
        await after.evaluate(() => {
          const [key] = Object.keys(localStorage).filter((one) => one.startsWith('firstfix.left:'));
          localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage[key]), at: Date.now() - 31 * 60e3 }));
        });
      }
      await after.goto(world.server.origin + '/panel');
      if (forget === 'asked') await after.locator('#left button').nth(1).click();
      await after.waitForTimeout(400);
      assert.equal(await after.locator('#left').count(), 0);
      assert.equal(await after.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('firstfix.left:')).length), 0);
      await end(page);
    }
  });

  test('a number handed over in the fragment leaves no trace in address or log', async () => {
    const page = await visitor(world.browser);
    await page.goto(world.server.origin + '/panel#13880000002');
    await page.locator('.notice-outage').waitFor();
    assert.doesNotMatch(page.url(), /1388/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');
    await page.evaluate(() => { location.hash = '#138-8000-0001'; });
    await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001');
    assert.equal(await page.locator('.call').count(), 2);
    assert.doesNotMatch(page.url(), /138-?8/);
    assert.doesNotMatch(world.server.log, /1388000|8000 ?000/);
    await end(page);
  });

  test('keys can be changed, refuse a collision, and be switched off', async () => {
    const page = await open();
    await call(page, kWeak);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('[data-command=copy] button').click();
    await page.keyboard.press('r');
    assert.match(await text(page.locator('#sheet [role=status]')), /“r”已用于：已解决/);
    await page.locator('[data-command=copy] button').click();
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await page.locator('.copy.done').waitFor();
    await page.locator('#help').click();
    await page.locator('#keys-on').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    assert.notEqual(await page.inputValue('#phone'), '');
    await end(page);
  });

  test('everything is reachable by touch', async () => {
    const page = await open({ hasTouch: true, isMobile: true });
    await page.locator('#phone').fill(kWeak);
    await page.locator('.caller-form .primary').tap();
    await solutions(page).nth(1).locator('summary').first().tap();
    await solutions(page).nth(1).locator('.copy >> visible=true').tap();
    assert.equal(await clipboard(page), await solutions(page).nth(1).locator('.words-voice > p').textContent());
    await page.locator('.option').first().tap();
    await page.locator('.outcome.unresolved >> visible=true').tap();
    assert.match(await text(page.locator('#done')), /未解决/);
    await page.locator('#next').tap();
    assert.equal(await page.inputValue('#phone'), '');
    await end(page);
  });

  test('without scripts the same steps work by plain pages', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.fill('#phone', kOutage);
    await page.fill('#symptom', '手机没信号');
    await page.click('.caller-form .primary');
    assert.match(page.url(), /\/panel\/[0-9a-f]{32}$/);
    await page.locator('details[open] .outcome.resolved').click();
    assert.match(await text(page.locator('#done')), /已记录：已解决/);
    await end(page);
  });
}
