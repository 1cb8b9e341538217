// SPDX-License-Identifier: GPL-3.0-or-later
// What people and programs put into fields: input methods, numbers of all kinds, markup.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { end, kWeak, openPanel, paste, solutions, visitor } from './support.mjs';

export function inputTests(world) {
  const open = () => openPanel(world);

  test('nothing is asked while an input method composes, its Enter included', async () => {
    const page = await open();
    await paste(page, '#phone', kWeak);
    await solutions(page).first().waitFor();
    await page.focus('#symptom');
    const asked = [];
    page.on('request', (request) => { if (request.method() === 'POST') asked.push(request.url()); });
    const devtools = await page.context().newCDPSession(page);
    for (const word of ['m', 'mei', 'mei xin', 'mei xin hao']) {
      await devtools.send('Input.imeSetComposition', { text: word, selectionStart: word.length, selectionEnd: word.length });
    }
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
    await page.waitForTimeout(500);
    assert.deepEqual(asked, []);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'symptom');
    await devtools.send('Input.insertText', { text: '没信号' });
    await page.waitForFunction(() => document.querySelector('#symptom').value === '没信号');
    await page.waitForTimeout(600);
    assert.equal(asked.length, 1);
    await end(page);
  });

  test('a search that nothing answers reaches the experts once its words stand, not at every key', async () => {
    const page = await visitor(world.browser);
    await page.goto(world.server.origin + '/cases');
    await page.locator('#q').pressSequentially('靓号拍卖竞价', { delay: 250 });
    await page.waitForTimeout(4000);
    await page.locator('#q').fill('没信号');
    await page.waitForTimeout(4000);
    await page.goto(world.server.origin + '/gaps');
    const searched = page.locator('.cases li', { has: page.locator('.tag', { hasText: '搜索' }) });
    const gaps = await searched.locator('h2').allTextContents();
    assert.deepEqual(gaps.filter((text) => text.startsWith('靓') || text.startsWith('没')), ['靓号拍卖竞价']);
    await page.locator('.cases h2 a', { hasText: '靓号拍卖竞价' }).click();
    assert.equal(await page.inputValue('#q'), '靓号拍卖竞价');
    await end(page);
  });

  test('a long gap takes a few lines, and the keyboard opens the whole of it', async () => {
    const said = '信用购机合约期内想把号码过户给亲属需要先结清哪些费用，'.repeat(6);
    await fetch(`${world.server.origin}/api/v1/search?q=${encodeURIComponent(said)}`);
    const page = await visitor(world.browser, { viewport: { width: 320, height: 800 } });
    await page.goto(world.server.origin + '/gaps');
    const gap = page.locator('.cases li', { hasText: '信用购机' });
    const { height } = await gap.locator('h2').boundingBox();
    assert.ok(height < 100, `${height} pixels`);
    await gap.locator('h2 a').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gap.locator('.gap-whole').waitFor();
    assert.equal(await gap.locator('.gap-whole').innerText(), said);
    await gap.locator('h2 a').click();
    assert.equal(await page.inputValue('#q'), said);  // the search is for all of it
    await end(page);
  });

  test('numbers as people write them', async () => {
    const page = await open();
    for (const number of ['13880000001', '138-8000-0001', '+86 138 8000 0001', '0086-13880000001', '１３８８００００００１',
      '\u202a138 8000 0001\u202c', '客户王先生 138 8000 0001 反映在家没信号，昨天 18:30 开始']) {
      await page.locator('#next').click();
      await paste(page, '#phone', number);
      await page.waitForFunction(() => document.querySelector('#part')?.dataset.number === '138 8000 0001', null,
        { timeout: 5000 }).catch(() => assert.fail(number));
    }
    await end(page);
  });

  test('what is no number is refused in place, in words, and stays', async () => {
    const page = await open();
    for (const wrong of ['12', '138abc', '13880000001、13880000002', '<img src=x onerror=alert(1)>', '{{phone}}']) {
      await page.fill('#phone', wrong);
      await page.keyboard.press('Enter');
      await page.locator('#error').waitFor();
      assert.equal(await page.inputValue('#phone'), wrong);
      await page.locator('#contact').evaluate((element) => { element.innerHTML = '<div id="part"></div>'; });
    }
    await end(page);
  });

  test('an English panel refuses in English', async () => {
    const page = await visitor(world.browser, { locale: 'en-GB' });
    await page.goto(world.server.origin + '/panel');
    for (const wrong of ['12', '138abc', '1380000', '13880000001、13880000002', '8512345', '+999 1234567']) {
      await page.fill('#phone', wrong);
      await page.keyboard.press('Enter');
      await page.locator('#error').waitFor();
      assert.match(await page.locator('#error').innerText(), /^[\x20-\x7e“”–…\s]+$/, wrong);
      await page.locator('#contact').evaluate((element) => { element.innerHTML = '<div id="part"></div>'; });
    }
    await end(page);
  });

  test('markup and template marks are words like any other', async () => {
    const page = await open();
    const words = '"><script>document.title="x"</script><img src=x onerror=alert(1)>{{symptom}}{{{symptom}}}';
    page.on('dialog', () => assert.fail('a script ran'));
    await page.fill('#symptom', words);
    await paste(page, '#phone', kWeak);
    await solutions(page).first().waitFor();
    await page.reload();
    assert.equal(await page.inputValue('#symptom'), words);
    await page.goto(world.server.origin + '/cases?q=' + encodeURIComponent(words));
    assert.equal(await page.inputValue('#q'), words);
    assert.notEqual(await page.title(), 'x');
    await end(page);
  });
}
