// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/content/article_sections.h"
#include "kb/content/source_text.h"
#include "kb/content/vocabulary.h"
#include "kb/core/reply_template.h"

namespace firstfix::content {

// Reads a reply's {{variables}}. Reports, where the author wrote them, one that is not closed or names no
// fact.
ReplyTemplate read_reply(const ReplyText& reply, const FactCatalogue* facts, Report& report);

}  // namespace firstfix::content
