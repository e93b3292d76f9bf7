// Which session descriptions may be given to sofia's parser, which trusts too much.
#pragma once

#include <string_view>

namespace relevo::voice {

/// Whether each line is a letter, `=` and plain text, and each media line is one of the grammar.
bool is_plain_sdp(std::string_view text);

}  // namespace relevo::voice
