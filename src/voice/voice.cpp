#include "voice/voice.h"

#include <sys/signalfd.h>
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
                     // One event each time: an eventfd's count, or one signal of a signalfd.
                     std::array<char, sizeof(signalfd_siginfo)> event{};
                     const auto read = ::read(stop_event, event.data(), event.size());
                     if (read > 0) (*exchange)->drain();
                   }};
  loop.run();
  logger.info("voice has stopped");
  return {};
}

}  // namespace relevo::voice
