// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in both languages, both colour schemes and every width: readable by everyone, nothing cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kOutage, seriousFindings, visitor } from './support.mjs';

export async function pages(server) {
  const { body } = await server.post('/api/v1/resolve', { phone: kOutage, symptom: '手机突然没信号' });
  const offered = { case: body.solutions[0].case };
  const { body: link } = await server.post(`/api/v1/contacts/${body.contact}/track`, offered);
  const token = link.path.split('/').pop();
  return {
    counter: `/counter/${body.contact}`, progress: link.path, customer: link.path + '?view=counter',
    slip: `/counter/${body.contact}/slip/${token}?paper=80mm`,
    panel: '/panel', contact: `/panel/${body.contact}`, library: '/cases?q=' + encodeURIComponent('没信号'),
    article: '/cases/outage-running', gaps: '/gaps', sorted: '/cases?sort=updated&confidence=validated', extension: '/extension', missing: '/cases/no-such-case',
  };
}

// The parts that are ours to translate: content, records and what people typed stay as they are.
const kContent = '.solution-title, .words, .why, .steps, .chip, .all-facts, .banner, .snippet, .cases h2, ' +
  'article, h1, .facets, .article-meta, .breadcrumb, input, textarea, .map, .track h2, .track-reply, .slip h1, .slip-reply,  .cases .quiet, #language, title, header p, [lang="zh-CN"]:not(html)';

export function accessTests(world) {
  for (const scheme of ['light', 'dark']) {
    for (const locale of ['zh-CN', 'en-GB']) {
      test(`axe finds nothing serious: ${locale}, ${scheme}`, async () => {
        const page = await visitor(world.browser, { colorScheme: scheme, locale });
        for (const [name, address] of Object.entries(await pages(world.server))) {
          await page.goto(world.server.origin + address);
          assert.deepEqual(await seriousFindings(page), [], name);
        }
        await page.context().close();
      });
    }
  }

  test('with forced colours, what is current, chosen or urgent still has a line of its own', async () => {
    const page = await visitor(world.browser, { forcedColors: 'active' });
    const all = await pages(world.server);
    await page.goto(world.server.origin + all.contact);
    const drawn = (selector) => page.locator(selector).first().evaluate((element) => {
      const style = getComputedStyle(element);
      return ['border-top', 'border-bottom', 'outline'].filter((side) => style.getPropertyValue(side + '-style') !== 'none' &&
        parseFloat(style.getPropertyValue(side + '-width')) > 0);
    });
    assert.deepEqual(await drawn('.top nav a:not([aria-current])'), []);
    assert.deepEqual(await drawn('.top nav a[aria-current]'), ['border-bottom']);
    assert.ok((await drawn('.call.front')).includes('border-top'));
    assert.ok((await drawn('.segments :checked + label')).includes('outline'));
    for (const part of ['.banner', '.chip', '.outcome']) assert.equal((await drawn(part)).length >= 2, true, part);
    for (const [name, address] of Object.entries(all)) {
      await page.goto(world.server.origin + address);
      assert.deepEqual(await seriousFindings(page), [], name);
    }
    await page.context().close();
  });

  test('no page scrolls sideways from 320 to 1920 pixels', async () => {
    const page = await visitor(world.browser);
    for (const [name, address] of Object.entries(await pages(world.server))) {
      for (const width of [320, 480, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(world.server.origin + address);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} is ${over} pixels too wide at ${width}`);
      }
    }
    await page.context().close();
  });

  test('no string is missing, and English pages speak English', async () => {
    for (const locale of ['zh-CN', 'en-GB']) {
      const page = await visitor(world.browser, { locale });
      for (const [name, address] of Object.entries(await pages(world.server))) {
        await page.goto(world.server.origin + address);
        const html = await page.content();
        assert.doesNotMatch(html, /⟦/, name);
        if (locale === 'zh-CN') continue;
        assert.equal(await page.getAttribute('html', 'lang'), 'en');
        const left = await page.evaluate((content) => {
          for (const part of document.querySelectorAll(content)) part.remove();
          return document.body.innerText.match(/[\u4e00-\u9fff]+/g) ?? [];
        }, kContent);
        assert.deepEqual(left, [], name);
        await page.evaluate(() => sessionStorage.clear());  // the panel would go on with the counter's call
      }
      await page.context().close();
    }
  });

  test('the language switch holds, and leads back to the page', async () => {
    const page = await visitor(world.browser);
    await page.goto(world.server.origin + '/cases');
    await page.click('button[name=lang]');
    assert.equal(new URL(page.url()).pathname, '/cases');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.goto(world.server.origin + '/panel');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.context().close();
  });
}
