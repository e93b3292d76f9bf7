#include "app/voice_process.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include "app/data_lock.h"
#include "app/paths.h"
#include "app/stop_signal.h"
#include "records/password.h"
#include "voice/voice.h"

namespace relevo {

namespace {

using Key = std::array<std::uint8_t, 32>;

/// Made at the first start, mode 0400: who reads the leg store reads live calls' keys.
Result<Key> leg_store_key(const std::string& path) {
  Key key{};
  const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (made >= 0) {
    const Bytes random = records::random_bytes(key.size());
    const bool written =
        ::write(made, random.data(), random.size()) == static_cast<ssize_t>(random.size());
    ::close(made);
    if (!written) return fault(Fault::Kind::disk, "leg store key " + path + ": cannot be written");
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool read = descriptor >= 0 &&
                    ::read(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size());
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (read) return key;
  return fault(Fault::Kind::disk, "leg store key " + path + ": " + std::strerror(error) +
                                      "; it must be a file of 32 bytes that only this user reads");
}

}  // namespace

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
  const OrphanWatch watch{*paths, [&logger] {
                            logger.warning("no supervisor has come, voice ends");
                            return ::kill(::getpid(), SIGTERM) == 0;
                          }};
  return voice::run_voice(voice, logger, *stop);
}

}  // namespace relevo
