// Whether what somebody wrote can be read by others: all of it, and as they wrote it.
#pragma once

#include <string_view>

namespace relevo {

/// Requires UTF-8. There is something to be seen, and nothing that is hidden, that changes the
/// order of letters, or that controls a screen; lines may end. Joiners are allowed between others:
/// emoji and some scripts need them.
bool is_readable(std::string_view text);

}  // namespace relevo
