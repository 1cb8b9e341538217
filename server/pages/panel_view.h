// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "kb/core/contact.h"
#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/core/solution.h"
#include "server/pages/solution_view.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// The form that opens a contact, as it was filled in.
struct CallerForm {
  std::string phone;
  std::string symptom;
  Channel channel = Channel::hotline;
};

// What the panel has to say about the step that led to it.
struct PanelStatus {
  std::optional<Error> error = {};
  std::optional<OutcomeResult> done = {};  // an outcome has just been recorded
  std::string done_title = {};             // of its case, empty: no case
  std::string note = {};                   // typed, but not recorded because of the error
  std::string note_case = {};              // the case it was typed at
  std::string withdrawn = {};              // the case in front of the agent that is gone from the library
};

// Pure: what templates/panel.mustache shows. The number stands in the page alone, never in its title or
// links.
Data panel_data(const CallerForm& form, const PanelStatus& status, const Strings& t);
Data panel_data(const Resolution& resolution, const PanelSources& sources, const PanelStatus& status,
                const Strings& t);

}  // namespace firstfix::pages
