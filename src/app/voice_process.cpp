#include "app/voice_process.h"

#include <unistd.h>

#include <atomic>
#include <string_view>

#include "app/data_lock.h"
#include "app/leg_store_key.h"
#include "app/paths.h"
#include "app/stop_signal.h"
#include "voice/voice.h"

namespace relevo {

Result<void> run_voice_process(const VoiceProcess& options, Logger& logger) {
  const auto stop = stop_signal();
  if (!stop) return tl::unexpected<Fault>(stop.error());
  const auto paths = data_paths(options.data);
  if (!paths) return tl::unexpected<Fault>(paths.error());
  const auto key = leg_store_key(paths->leg_key);
  if (!key) return tl::unexpected<Fault>(key.error());
  voice::VoiceOptions voice{.sip_address = options.sip.host,
                            .sip_port = options.sip.port,
                            .public_address = options.public_address,
                            .node = {1},
                            .link_path = paths->link,
                            .leg_store_path = paths->leg_store,
                            .leg_store_key = *key,
                            .drain = options.drain};
  voice.on_ready = [ready_to = options.ready_to] {
    if (ready_to < 0) return;
    constexpr std::string_view line = "ready\n";
    [[maybe_unused]] const ssize_t told = ::write(ready_to, line.data(), line.size());
    ::close(ready_to);
  };
  voice.media.bind_address = options.sip.host;
  voice.media.port_first = options.rtp.first;
  voice.media.port_last = options.rtp.last;
  voice.media.recordings = paths->recordings;
  std::atomic<bool> is_alone = false;
  voice.is_alone = [&is_alone] { return is_alone.load(); };
  const OrphanWatch watch{*paths, [&is_alone](bool alone) { is_alone = alone; }};
  auto ended = voice::run_voice(voice, logger, *stop);
  // All calls have ended, and there is still nobody else to remove it. A supervisor that has come
  // meanwhile starts the next voice, and that one needs to know the phones.
  if (ended && is_alone && !data_folder_is_held(*paths)) ::unlink(paths->leg_store.c_str());
  return ended;
}

}  // namespace relevo
