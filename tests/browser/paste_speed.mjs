// SPDX-License-Identifier: GPL-3.0-or-later
// From a pasted number to the top three on screen, beside other busy panels, in a generated world:
//   build/release/tests/bench/firstfix_bench_world 100000 WORLD 1000000
//   node tests/browser/paste_speed.mjs WORLD [PANELS=100] [PASTES=60]
// A busy panel opens a contact, says the symptom in two goes, records the outcome and starts anew, with three seconds
// on average between two requests. It prints the time a person sees, and what of it was spent before the answer's last
// byte had come and after it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { launch, paste, program, root, solutions, visitor } from './support.mjs';

const [world, panels = '100', pastes = '60'] = process.argv.slice(2);
if (!world) {
  console.error('usage: node tests/browser/paste_speed.mjs WORLD [PANELS] [PASTES]');
  process.exit(2);
}
const kPrefixes = ['134', '135', '136', '137', '138', '139', '150', '187'];
const kThink = 3000;  // milliseconds on average
const kReady = 600e3;  // the first start indexes every case

// As phone_number() in tests/bench/generated_records.cc.
const numberOf = (n) => kPrefixes[n % 8] + String((n * 7919 + 1234567) % 1e8).padStart(8, '0');
const some = () => numberOf(Math.floor(Math.random() * 1e6));
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function serve() {
  const child = spawn(program, ['serve', '--home', root, '--content', path.join(world, 'content'), '--data',
    path.join(world, 'data'), '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready: ${log}`)), kReady);
    const take = (chunk) => {
      log += chunk;
      const ready = /ready: http:\/\/127\.0\.0\.1:(\d+)/.exec(log);
      if (!ready) return;
      clearTimeout(late);
      resolve(ready[1]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  child.removeAllListeners('exit');
  return { child, origin: `http://127.0.0.1:${port}` };
}

const others = { going: true, requests: 0, failures: 0 };

async function busyPanel(origin) {
  const post = async (address, fields) => {
    await pause(Math.random() * 2 * kThink);
    if (!others.going) return '';
    const ask = () => fetch(origin + address, { method: 'POST', headers: { 'X-Part': 'contact' }, body: new URLSearchParams(fields) });
    const response = await ask().catch(ask);  // as browsers do when the server has just closed an idle connection
    ++others.requests;
    if (!response.ok) ++others.failures;
    return response.text();
  };
  while (others.going) {
    const html = await post('/panel', { phone: some(), symptom: '', channel: 'hotline' });
    const contact = /data-contact="([0-9a-f]{32})"/.exec(html)?.[1];
    if (!contact) continue;
    await post(`/panel/${contact}/symptom`, { symptom: '在家手机没信号', channel: 'hotline' });
    const answer = await post(`/panel/${contact}/symptom`, { symptom: '在家手机没信号，一出门就好', channel: 'hotline' });
    const offered = /data-case="([^"]+)"/.exec(answer)?.[1];
    if (offered) await post(`/panel/${contact}/outcome`, { case: offered, result: 'resolved', note: '' });
  }
}

// Milliseconds from the paste until the frame with the third solution was drawn, and those until its answer had come.
async function pasteOne(page) {
  await page.evaluate(() => {
    const field = document.getElementById('phone');
    performance.clearResourceTimings();
    window.shown = new Promise((resolve) => {
      field.addEventListener('paste', () => {
        const from = performance.now();
        const watch = new MutationObserver(() => {
          if (document.querySelectorAll('.solutions > li').length < 3) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => {
            const answer = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/panel'));
            resolve({ seen: performance.now() - from, answered: answer.responseEnd - from, bytes: answer.transferSize });
          }));
        });
        watch.observe(document.getElementById('contact'), { childList: true, subtree: true });
      }, { capture: true, once: true });
    });
  });
  await paste(page, '#phone', some());
  const figures = await page.evaluate(() => window.shown);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await solutions(page).first().waitFor({ state: 'detached' });
  return figures;
}

function print(name, values, unit) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)].toFixed(0);
  console.log(`${name.padEnd(28)} p50 ${at(0.5)} ${unit}, p95 ${at(0.95)} ${unit}, most ${at(1)} ${unit}`);
}

const server = await serve();
const browser = await launch();
try {
  const page = await visitor(browser);
  await page.goto(server.origin + '/panel');
  for (let i = 0; i < 5; ++i) await pasteOne(page);
  const busy = Array.from({ length: Number(panels) }, () => busyPanel(server.origin));
  await pause(kThink);
  const start = { requests: others.requests, at: Date.now() };
  const all = [];
  for (let i = 0; i < Number(pastes); ++i) {
    all.push(await pasteOne(page));
    await pause(Math.random() * 400);
  }
  const rate = (others.requests - start.requests) / (Date.now() - start.at) * 1000;
  others.going = false;
  await Promise.all(busy);
  console.log(`${all.length} pastes beside ${panels} panels: ${rate.toFixed(1)} requests a second, ${others.failures} failed`);
  print('paste to three on screen', all.map(({ seen }) => seen), 'ms');
  print('  until the answer had come', all.map(({ answered }) => answered), 'ms');
  print('  parsing and drawing it', all.map(({ seen, answered }) => seen - answered), 'ms');
  print('  weight of the answer', all.map(({ bytes }) => bytes), 'bytes');
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
}
