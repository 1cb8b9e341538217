// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in both languages, both colour schemes and every width: readable by everyone, nothing cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kOldPhone, kOutage, kWeak, seriousFindings, visitor } from './support.mjs';

const kNobodysId = '0'.repeat(32);
// As long as what a customer dictates and no case answers.
const kLongGap = '靓号竞价拍卖会报名之后保证金退到哪张银行卡上，'.repeat(9);

export async function pages(server) {
  const { body } = await server.post('/api/v1/resolve', { phone: kOutage, symptom: '手机突然没信号' });
  const offered = { case: body.solutions[0].case };
  const { body: link } = await server.post(`/api/v1/contacts/${body.contact}/track`, offered);
  const token = link.path.split('/').pop();
  await fetch(`${server.origin}/api/v1/search?q=${encodeURIComponent(kLongGap)}`);
  return {
    counter: `/counter/${body.contact}`, progress: link.path, customer: link.path + '?view=counter',
    slip: `/counter/${body.contact}/slip/${token}?paper=80mm`,
    panel: '/panel', contact: `/panel/${body.contact}`, library: '/cases?q=' + encodeURIComponent('没信号'),
    article: '/cases/outage-running', gaps: '/gaps', sorted: '/cases?sort=updated&confidence=validated', extension: '/extension', missing: '/cases/no-such-case',
    forgotten: '/panel/' + kNobodysId, expired: '/track/' + kNobodysId, 'no-slip': `/counter/${kNobodysId}/slip/${token}`,
    refused: '/cases?category=nowhere',
  };
}

// What is not ours to translate: the operator's cases and what people typed.
const kContent = '.solution-title, .words, .steps, .snippet, .cases h2, .gap-whole, ' +
  'article, h1, .facets, .article-meta dd, .breadcrumb, input, textarea, .map, .track h2, .track-reply, .slip h1, .slip-reply,  .cases .quiet, #language, title, header p, [lang="zh-CN"]:not(html)';

// Facts that hold what stands in the operator's records: names of places, makes, plans and works.
const kRecords = ['area', 'plan.name', 'device.brand', 'device.model', 'event.title', 'event.area'];

// What is Chinese on the page beside content and records, “quotations” of either included. All of it is looked at,
// folded up or not.
async function chineseLeft(page, records = []) {
  return page.evaluate(([content, names]) => {
    for (const part of document.querySelectorAll(content)) part.remove();
    for (const part of document.querySelectorAll('details')) part.open = true;
    let text = document.body.innerText.replace(/“[^”]*”/g, '');
    for (const name of names) text = text.replaceAll(name, '');
    return text.match(/[\u3001-\u9fff\uff00-\uffef]+/g) ?? [];
  }, [kContent, records.sort((a, b) => b.length - a.length)]);
}

async function recordsOf(server, contact) {
  const { facts } = await (await fetch(`${server.origin}/api/v1/contacts/${contact}`)).json();
  return facts.filter(({ id }) => kRecords.includes(id)).map(({ value }) => value);
}

const kArrears = '13880000094';  // out of credit, at planned work
const kNobody = '13880000095';

// Who calls with what; `before` is what came of an earlier contact.
const kSituations = {
  'weak coverage': { phone: kWeak, symptom: '在家手机没信号，一出门就好' },
  outage: { phone: kOutage, symptom: '手机突然没信号' },
  'old handset': { phone: kOldPhone, symptom: '听不清' },
  'arrears and planned work': { phone: kArrears, symptom: '' },
  'place that is named': { phone: kNobody, symptom: '在春熙路上不了网' },
  'repeat caller': { phone: kNobody, symptom: '还是上不了网', before: 'unresolved' },
  'upset repeat caller': { phone: kNobody, symptom: '再不处理我要投诉', before: 'escalated' },
  'facts that differ': { phone: kWeak, symptom: '没信号', facts: { coverage: 'good', 'device.volte': 'no' } },
};

function addRecords(server) {
  const now = new Date().toISOString().slice(0, 19) + 'Z';
  server.load('subscribers', `phone,imei,plan,account,porting,volte,vip\n${kArrears},860123010000016,畅享 129 套餐,arrears,out,off,yes\n`);
  server.load('locations', `phone,lat,lon,area,kind,seen_at\n${kArrears},30.5400,104.0668,华阳街道,rural,${now}\n`);
}

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
    for (const locale of ['zh-CN', 'en-GB']) {
      const page = await visitor(world.browser, { locale });
      for (const [name, address] of Object.entries(await pages(world.server))) {
        for (const width of [320, 380, 480, 1920]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(world.server.origin + address);
          const over = await page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth,
            ...[...document.querySelectorAll('.top button')].map((one) => one.getBoundingClientRect().right - innerWidth)));
          assert.ok(over <= 0, `${name} is ${over} pixels too wide at ${width}, ${locale}`);
        }
      }
      await page.context().close();
    }
  });

  test('no string is missing, and English pages speak English', async () => {
    for (const locale of ['zh-CN', 'en-GB']) {
      const page = await visitor(world.browser, { locale });
      const all = await pages(world.server);
      const records = await recordsOf(world.server, all.contact.split('/').pop());
      for (const [name, address] of Object.entries(all)) {
        await page.goto(world.server.origin + address);
        const html = await page.content();
        assert.doesNotMatch(html, /⟦/, name);
        if (locale === 'zh-CN') continue;
        if (name === 'gaps') assert.ok(await page.locator('.gap-whole').count() > 0);
        assert.equal(await page.getAttribute('html', 'lang'), 'en');
        assert.deepEqual(await chineseLeft(page, records), [], name);
        await page.evaluate(() => sessionStorage.clear());  // the panel would go on with the counter's call
      }
      await page.context().close();
    }
  });

  test('an English panel is English whoever calls', async () => {
    addRecords(world.server);
    const page = await visitor(world.browser, { locale: 'en-GB' });
    const seen = new Set();
    for (const [name, { before, ...call }] of Object.entries(kSituations)) {
      if (before) {
        const { body } = await world.server.post('/api/v1/resolve', { ...call, facts: {} });
        const outcome = { case: body.solutions[0].case, result: before };
        assert.equal((await world.server.post(`/api/v1/contacts/${body.contact}/outcome`, outcome)).status, 200, name);
      }
      const { body } = await world.server.post('/api/v1/resolve', call);
      for (const { kind } of body.notices) seen.add(kind);
      for (const base of ['/panel/', '/counter/']) {
        await page.goto(world.server.origin + base + body.contact);
        assert.doesNotMatch(await page.content(), /⟦/, name);
        assert.deepEqual(await chineseLeft(page, await recordsOf(world.server, body.contact)), [], name);
        await page.evaluate(() => sessionStorage.clear());
      }
    }
    for (const kind of ['outage', 'planned', 'repeat', 'tried', 'dissatisfied', 'vip', 'device'])
      assert.ok(seen.has(kind), `no situation has the notice ${kind}`);
    await page.context().close();
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
