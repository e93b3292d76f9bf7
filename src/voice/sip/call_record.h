// A live call as the leg store keeps it.
#pragma once

#include "voice/leg_record.h"
#include "voice/sip/call.h"

namespace relevo::voice {

/// Requires a call with a dialog.
LegRecord record_of(const Call& call);

}  // namespace relevo::voice
