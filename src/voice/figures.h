// What this process counts, put together for core.
#pragma once

#include "link/messages.h"
#include "voice/leg_store.h"
#include "voice/link_client.h"
#include "voice/media/media.h"
#include "voice/sip/agent.h"
#include "voice/sip/registrar.h"

namespace relevo::voice {

struct FiguresOf {
  const Media& media;
  const Agent& agent;
  const Registrar& registrar;
  const LegStore& store;
  const LinkClient& link;
};

/// SIP thread.
link::VoiceFigures figures_of(const FiguresOf& parts);

}  // namespace relevo::voice
