#include "app/launch.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "app/address.h"
#include "app/data_lock.h"
#include "app/leg_store_key.h"

namespace relevo {

namespace {

constexpr int core_end_ms_max = 10'000;  // From SIGTERM to SIGKILL.

struct Flags {
  Address http;
  Address sip;
};

Result<Flags> parse_flags(const ServeOptions& options) {
  const auto http = parse_address("--http", options.http);
  if (!http) return tl::unexpected<Fault>(http.error());
  const auto sip = parse_address("--sip", options.sip);
  if (!sip) return tl::unexpected<Fault>(sip.error());
  const auto rtp = parse_port_range("--rtp", options.rtp);
  if (!rtp) return tl::unexpected<Fault>(rtp.error());
  const auto reached_at = parse_public_address("--public-address", options.public_address);
  if (!reached_at) return tl::unexpected<Fault>(reached_at.error());
  return Flags{.http = *http, .sip = *sip};
}

/// Whether this voice is what we would start ourselves.
bool is_as_wanted(const Orphan& voice, const ServeOptions& options, const Address& sip,
                  const Program& program) {
  const auto at = parse_address("--sip", voice.value_of("--sip"));
  return at && at->host == sip.host && (sip.port == 0 || at->port == sip.port) &&
         voice.value_of("--rtp") == options.rtp &&
         voice.value_of("--public-address") == options.public_address && program.runs_in(voice.pid);
}

/// Ends what is left behind but the voice that may go on, which it gives.
std::optional<Orphan> take_over(const DataPaths& paths, const ServeOptions& options,
                                const Address& sip, const Program& program, Logger& logger) {
  std::optional<Orphan> voice;
  for (const Orphan& orphan : find_orphans(paths)) {
    const bool is_core = orphan.name == "core";
    const bool goes_on = !is_core && !voice && is_as_wanted(orphan, options, sip, program);
    logger.warning("a process of an earlier serve was left behind",
                   {{"process", orphan.name},
                    {"pid", orphan.pid},
                    {"what", goes_on ? "it goes on" : "it is ended and replaced"}});
    if (goes_on) {
      voice = orphan;
    } else {
      end_orphan(orphan, is_core ? core_end_ms_max : 0);
    }
  }
  return voice;
}

/// Whether the leg store has calls for the next voice. Where its key cannot be read, it may.
bool has_calls(const DataPaths& paths) {
  const auto key = leg_store_key(paths.leg_key);
  return !key || voice::LegStore::holds_calls(paths.leg_store, *key);
}

void add_arguments(Launch& launch, const ServeOptions& options) {
  launch.core = {"core",
                 "--data",
                 launch.paths.folder,
                 "--http-listener",
                 std::to_string(launch.http_listener),
                 "--log-file-kb",
                 std::to_string(options.log_file_kb),
                 "--keep-log",
                 std::to_string(options.keep_log_days)};
  launch.voice = {"voice",     "--data",   launch.paths.folder,
                  "--sip",     launch.sip, "--rtp",
                  options.rtp, "--drain",  std::to_string(options.drain.us / 1'000'000)};
  if (!options.public_address.empty()) {
    launch.voice.insert(launch.voice.end(), {"--public-address", options.public_address});
  }
}

}  // namespace

Result<void> check_flags(const ServeOptions& options) {
  const auto flags = parse_flags(options);
  if (!flags) return tl::unexpected<Fault>(flags.error());
  return {};
}

Result<Launch> take_handover(const ServeOptions& options) {
  const auto handover = read_handover(options.handover);
  if (!handover) return tl::unexpected<Fault>(handover.error());
  auto paths = data_paths(options.data);
  if (!paths) return tl::unexpected<Fault>(paths.error());
  Launch launch{.paths = std::move(*paths),
                .data_lock = handover->data_lock,
                .http_listener = handover->http_listener,
                .sip = handover->sip,
                .handed_over = *handover,
                .calls_may_live = true};
  for (const int descriptor :
       {options.handover, launch.data_lock, launch.http_listener, handover->client}) {
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  }
  ::close(options.handover);
  add_arguments(launch, options);
  return launch;
}

Result<Launch> prepare_launch(const ServeOptions& options, const Program& program, Logger& logger) {
  const auto flags = parse_flags(options);
  if (!flags) return tl::unexpected<Fault>(flags.error());
  Launch launch;
  std::optional<Orphan> voice;
  const auto lock = [&]() -> Result<void> {
    auto paths = data_paths(options.data);
    if (!paths) return tl::unexpected<Fault>(paths.error());
    launch.paths = std::move(*paths);
    const auto locked = lock_data_folder(launch.paths);
    if (!locked) return tl::unexpected<Fault>(locked.error());
    launch.data_lock = *locked;
    return {};
  };
  std::error_code error;
  const bool used = std::filesystem::is_directory(options.data, error);
  if (used) {  // Its orphans hold the ports.
    if (const auto locked = lock(); !locked) return tl::unexpected<Fault>(locked.error());
    voice = take_over(launch.paths, options, flags->sip, program, logger);
    launch.store_left_behind = std::filesystem::exists(launch.paths.leg_store, error);
    launch.calls_may_live = voice || (launch.store_left_behind && has_calls(launch.paths));
  }
  const auto listener = listen_tcp("--http", flags->http);
  if (!listener) return tl::unexpected<Fault>(listener.error());
  launch.http_listener = *listener;
  if (voice) {
    launch.voice_left_behind = voice->pid;
    launch.sip = voice->value_of("--sip");
  } else {
    const auto free = free_sip_address("--sip", flags->sip);
    if (!free) return tl::unexpected<Fault>(free.error());
    launch.sip = free->text();
  }
  if (!used) {  // Only now: a refused start leaves no folder behind.
    if (const auto locked = lock(); !locked) return tl::unexpected<Fault>(locked.error());
  }
  add_arguments(launch, options);
  return launch;
}

}  // namespace relevo
