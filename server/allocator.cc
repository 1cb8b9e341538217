// SPDX-License-Identifier: GPL-3.0-or-later
// How jemalloc is set up; read by it before main. Any of the server's threads answers any request, so what
// each keeps for itself is memory times the number of threads: with jemalloc's own settings a thousand cases
// took 362 MB after 2,000 resolves on new connections, with these 147, as quick (tests/bench/README.md).
// MALLOC_CONF overrides them.

extern "C" {
extern const char* malloc_conf;
const char* malloc_conf =
    "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0,tcache_nslots_small_max:10,tcache_max:1024";
}
