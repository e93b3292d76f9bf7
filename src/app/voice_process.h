// The voice process as the command line starts it.
#pragma once

#include <string>

#include "app/address.h"
#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"

namespace relevo {

struct VoiceProcess {
  std::string data;
  Address sip;
  std::string public_address;  // Empty = the SIP address.
  PortRange rtp;
  Duration drain = seconds(30);
  int ready_to = -1;  // A pipe: gets a line when core is there and calls are taken.
};

/// Serves until SIGTERM or SIGINT, then drains. Faults of voice::run_voice and of the data folder.
Result<void> run_voice_process(const VoiceProcess& options, Logger& logger);

}  // namespace relevo
