// A live call as the leg store keeps it.
#pragma once

#include "voice/leg_record.h"
#include "voice/sip/call.h"

namespace relevo::voice {

LegRecord record_of(const Call& call);

/// What a response to this INVITE needs, as the text of a request.
std::string arrival_of(const sip_t& sip);

}  // namespace relevo::voice
