#include "voice/voice.h"

#include <unistd.h>

#include <array>

#include "voice/exchange.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

Result<void> run_voice(const VoiceOptions& options, Logger& logger, int stop_event) {
  Loop loop;
  auto exchange = Exchange::start(options, loop, logger);
  if (!exchange) return tl::unexpected<Fault>(exchange.error());
  const Watch stop{loop, stop_event, [&] {
                     std::array<char, 8> count{};
                     const auto read = ::read(stop_event, count.data(), count.size());
                     if (read > 0) (*exchange)->drain();
                   }};
  loop.run();
  logger.info("voice has stopped");
  return {};
}

}  // namespace relevo::voice
