// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of benchmarks registers its own. Worlds are made when a benchmark first runs, so that a filter
// spares the others.
#pragma once

namespace firstfix::bench {

void register_resolve_benchmarks();
void register_index_benchmarks();
void register_start_benchmarks();
void register_server_benchmarks();
void register_search_benchmarks();
void register_load_benchmarks();
void register_typing_benchmarks();

}  // namespace firstfix::bench
