// SPDX-License-Identifier: GPL-3.0-or-later
// Every browser test, one server and one browser for all. Run by ctest, or: node tests/browser/suite.mjs
import { after, before } from 'node:test';
import { Server, launch, removeServers } from './support.mjs';
import { accessTests } from './access.mjs';
import { clerkTests } from './clerk.mjs';
import { counterTests } from './counter.mjs';
import { extensionTests } from './extension.mjs';
import { handoverTests } from './handover.mjs';
import { inputTests } from './input.mjs';
import { measureTests } from './measure.mjs';
import { outcomeTests } from './outcomes.mjs';
import { panelTests } from './panel.mjs';

const world = {};
before(async () => {
  world.server = await Server.make().start();
  world.browser = await launch();
});
after(async () => {
  await world.browser?.close();
  await removeServers();
});

panelTests(world);
outcomeTests(world);
inputTests(world);
handoverTests(world);
counterTests(world);
clerkTests(world);
extensionTests(world);
accessTests(world);
measureTests(world);
