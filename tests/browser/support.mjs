// SPDX-License-Identifier: GPL-3.0-or-later
// A server with the repository's content and the demo records, and a browser to open its pages in.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const build = path.join(root, 'build/release');
export const program = process.env.FIRSTFIX_PROGRAM ?? path.join(build, 'firstfix');
const packages = process.env.FIRSTFIX_PACKAGES ?? path.join(build, 'tests/browser');
const require = createRequire(path.join(packages, 'package.json'));
export const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const kWeak = '138 8000 0001';    // weak coverage at home
export const kOutage = '138 8000 0002';  // at a running outage, VIP
export const kOldPhone = '138 8000 0003';

// Those of failed tests would keep the run from ending.
const started = new Set();
export const removeServers = () => Promise.all([...started].map((server) => server.remove()));

export class Server {
  static make(options = []) {
    const server = new Server();
    server.options = options;
    server.data = mkdtempSync(path.join(os.tmpdir(), 'firstfix-browser-'));
    execFileSync(path.join(root, 'server/demo/load'), [program, '--home', root, '--data', server.data],
      { stdio: 'ignore' });
    return server;
  }

  // On the port it had before, when it had one.
  async start() {
    this.log = '';
    this.child = spawn(program, ['serve', '--home', root, '--data', this.data, '--port', String(this.port ?? 0),
      ...this.options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.port = await new Promise((resolve, reject) => {
      const take = (chunk) => {
        this.log += chunk;
        const ready = /ready: http:\/\/127\.0\.0\.1:(\d+)/.exec(this.log);
        if (ready) resolve(Number(ready[1]));
      };
      this.child.stdout.on('data', take);
      this.child.stderr.on('data', take);
      this.child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.log}`)));
    });
    this.origin = `http://127.0.0.1:${this.port}`;
    started.add(this);
    return this;
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.removeAllListeners('exit');
    this.child.once('exit', () => {});
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await Promise.race([ended, gone]);
  }

  async remove() {
    started.delete(this);
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  // Imports a table's rows while the server runs.
  load(table, rows) {
    const file = path.join(this.data, `${table}.csv`);
    writeFileSync(file, rows);
    execFileSync(program, ['import', table, file, '--home', root, '--data', this.data], { stdio: 'ignore' });
  }

  // Somebody who unlocks the counter.
  clerk(name, pin) {
    execFileSync(program, ['--home', root, '--data', this.data, 'user', 'set', name], { input: pin + '\n' });
  }

  async post(target, body) {
    const response = await fetch(this.origin + target, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
}

export function launch(args = []) {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...args] });
}

// A fresh visitor: 400 by 800, Chinese, unless said otherwise.
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 400, height: 800 }, locale: 'zh-CN', permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.faults.push(message.text());
  });
  return page;
}

// The serious and critical findings of axe for WCAG 2.2 AA, each with the first element it is about.
export async function seriousFindings(page) {
  // Playwright's evaluate is not bound by the page's content security policy.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
  });
}

export async function paste(page, selector, text) {
  await page.focus(selector);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('Control+V');
}

export const solutions = (page) => page.locator('.solutions > li');

// On the panel: a number, and what its caller says.
export async function call(page, number, symptom = '') {
  await paste(page, '#phone', number);
  await solutions(page).first().waitFor();
  if (!symptom) return;
  const before = await page.locator('#part').elementHandle();
  await page.focus('#symptom');
  await page.keyboard.insertText(symptom);
  await page.waitForFunction((old) => !old.isConnected, before);
}

export async function openPanel(world, options) {
  const page = await visitor(world.browser, options);
  await page.goto(world.server.origin + '/panel');
  return page;
}

// Of a visitor, whose pages have reported no fault.
export async function end(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

export const text = (locator) => locator.innerText();
export const contactOf = (page) => page.locator('#part').getAttribute('data-contact');
