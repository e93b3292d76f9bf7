// Events as lines of a story.
#pragma once

#include <set>
#include <string>

#include "names.h"

namespace relevo::stories {

/// What a story shows besides the usual: kinds of events and names of fields.
using Shown = std::set<std::string, std::less<>>;

/// Whether the event stands in the story.
bool is_shown(const Event& event, const Shown& shown);

/// `offer_made o1 caller1 ana billing expires_at=21s`. Times count from `zero`. What is zero or
/// none is left out.
std::string line_of(const Event& event, const Names& names, Time zero, const Shown& shown);

}  // namespace relevo::stories
