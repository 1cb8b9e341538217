// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page in the states people meet: node tests/browser/screenshots.mjs [FOLDER]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pages } from './access.mjs';
import { Server, kOldPhone, kOutage, kWeak, launch, paste, root, solutions, visitor } from './support.mjs';

const into = process.argv[2] ?? path.join(root, 'build/screenshots');
mkdirSync(into, { recursive: true });
const server = await Server.make().start();
const browser = await launch();

async function take(name, options, act) {
  const page = await visitor(browser, options);
  await act(page);
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(into, name + '.png'), fullPage: options.fullPage ?? false });
  await page.context().close();
}
const call = async (page, number, symptom = '') => {
  await page.goto(server.origin + '/panel');
  await paste(page, '#phone', number);
  await solutions(page).first().waitFor();
  await page.focus('#symptom');
  await page.keyboard.insertText(symptom);
  await page.waitForTimeout(500);
};

try {
  for (const [language, locale] of Object.entries({ zh: 'zh-CN', en: 'en-GB' })) {
    for (const [name, address] of Object.entries(await pages(server))) {
      for (const [size, width] of Object.entries({ narrow: 380, wide: 1280 })) {
        await take(`${language}-${name}-${size}`, { viewport: { width, height: 900 }, fullPage: true, locale },
          (page) => page.goto(server.origin + address));
      }
    }
  }
  await take('en-panel-keys', { viewport: { width: 420, height: 800 }, locale: 'en-GB' }, async (page) => {
    await call(page, kWeak);
    await page.locator('#help').click();
  });
  await take('panel-call', { viewport: { width: 420, height: 900 } }, (page) => call(page, kWeak, '在家手机没信号，一出门就好'));
  await take('panel-320', { viewport: { width: 320, height: 800 } }, (page) => call(page, kOutage));
  await take('panel-dark-english', { viewport: { width: 420, height: 900 }, colorScheme: 'dark', locale: 'en' },
    (page) => call(page, kOldPhone, '听不清'));
  await take('panel-contrast', { viewport: { width: 420, height: 900 }, contrast: 'more' }, (page) => call(page, kOutage, '没信号'));
  await take('panel-error', { viewport: { width: 420, height: 700 } }, async (page) => {
    await page.goto(server.origin + '/panel');
    await page.fill('#phone', '138ab');
    await page.keyboard.press('Enter');
    await page.locator('#error').waitFor();
  });
  await take('panel-offline-two-calls', { viewport: { width: 420, height: 800 } }, async (page) => {
    await call(page, kWeak, '在家没信号');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.locator('#done').waitFor();
    await page.keyboard.press('n');
    await paste(page, '#phone', kOutage);
    await solutions(page).first().waitFor();
    await page.context().setOffline(true);
    await page.focus('#symptom');
    await page.keyboard.insertText('突然没信号');
    await page.locator('#link-state:not([hidden])').waitFor();
  });
  await take('panel-map', { viewport: { width: 420, height: 900 }, fullPage: true }, async (page) => {
    await call(page, kWeak, '在家手机没信号');
    await page.click('#map-open');
    await page.locator('#map canvas').waitFor();
  });
  await take('panel-keys', { viewport: { width: 420, height: 800 } }, async (page) => {
    await call(page, kWeak);
    await page.locator('#help').click();
  });
  // Last: from here on the counter asks who is there.
  server.clerk('李敏', '4711');
  server.clerk('欧阳文静（实习）', '4711');
  for (const locale of ['zh-CN', 'en-GB']) {
    await take(`lock-${locale}`, { viewport: { width: 420, height: 600 }, locale }, async (page) => {
      await page.goto(server.origin + '/counter');
      await page.locator('.clerks label').first().click();
      await page.fill('#pin', '9990');
      await page.keyboard.press('Enter');
      await page.locator('#error').waitFor();
    });
  }
} finally {
  await browser.close();
  await server.remove();
}
console.log(into);
