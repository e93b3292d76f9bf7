// One screen of the floor at a terminal: what `relevo status` and `relevo replay` print.
#pragma once

#include <boost/json/fwd.hpp>

namespace relevo {

/// `board` as GET /board gives it.
void print_status(const boost::json::value& board);

}  // namespace relevo
