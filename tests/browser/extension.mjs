// SPDX-License-Identifier: GPL-3.0-or-later
// The Chrome extension in a browser that has it: a number picked from a page, a reply put back into it.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { chromium, root } from './support.mjs';

// Clicking the toolbar is beyond a test, and with it the right that the click gives: the copy has it for localhost.
function unpacked() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'firstfix-extension-'));
  cpSync(path.join(root, 'static/sidepanel'), folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.host_permissions = ['http://127.0.0.1/*'];
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}

export function extensionTests(world) {
  test('the extension finds the number on a page and inserts the reply without overwriting', async () => {
    const folder = unpacked();
    const profile = mkdtempSync(path.join(os.tmpdir(), 'firstfix-profile-'));
    const crm = http.createServer((_, response) => response.end(`<!doctype html><meta charset="utf-8"><title>CRM</title>
      <p>客服电话 10086，备用 13911112222</p><p class="caller">来电 <b>138-8000-0002</b></p><textarea id="draft">您好，</textarea>`));
    await new Promise((resolve) => crm.listen(0, '127.0.0.1', resolve));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium', headless: true, locale: 'zh-CN',
      ignoreDefaultArgs: ['--disable-extensions'],
      args: ['--no-sandbox', `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
    });
    try {
      const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker', { timeout: 10000 });
      const host = `127.0.0.1:${crm.address().port}`;
      await worker.evaluate((settings) => chrome.storage.sync.set(settings),
        { server: world.server.origin, rules: `${host} .caller` });
      const page = await context.newPage();
      await page.goto(`http://${host}/`);
      await page.focus('#draft');
      await page.keyboard.press('Control+A');  // selected, and still not to be replaced
      const id = new URL(worker.url()).host;
      const panel = await context.newPage();
      await panel.goto(`chrome-extension://${id}/panel.html`);
      await worker.evaluate(async (address) => {
        const [tab] = await chrome.tabs.query({ url: address });
        await globalThis.take(tab);
      }, `http://${host.split(':')[0]}/*`);
      const inside = panel.frameLocator('#panel');
      await inside.locator('.notice-outage').waitFor({ timeout: 10000 });
      assert.equal(await inside.locator('#phone').inputValue(), '138-8000-0002');
      await inside.locator('details[open] .copy >> visible=true').click();
      const reply = await inside.locator('details[open] .words-voice > p').textContent();
      await panel.locator('#insert:enabled').click();
      await page.waitForFunction((text) => document.getElementById('draft').value === '您好，' + text, reply);
    } finally {
      await context.close();
      crm.close();
      rmSync(folder, { recursive: true, force: true });
      rmSync(profile, { recursive: true, force: true });
    }
  });

  test('the install page offers the zip', async () => {
    const html = await (await fetch(world.server.origin + '/extension')).text();
    const [, address] = /href="(\/static\/firstfix-sidepanel\.zip[^"]*)"/.exec(html);
    const zip = Buffer.from(await (await fetch(world.server.origin + address)).arrayBuffer());
    assert.equal(zip.subarray(0, 2).toString(), 'PK');
    assert.ok(zip.includes('manifest.json'));
  });
}
