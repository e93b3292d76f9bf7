#include "app/core_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "api/problem.h"
#include "api/server.h"
#include "app/account_book.h"
#include "app/core_figures.h"
#include "app/data_lock.h"
#include "app/engine_thread.h"
#include "app/first_steps.h"
#include "app/in_hand_page.h"
#include "app/past.h"
#include "app/paths.h"
#include "app/phone_line.h"
#include "app/program.h"
#include "app/stop_signal.h"
#include "base/enum_name.h"
#include "channel/voice.h"
#include "metrics/process.h"

namespace relevo {

namespace {

constexpr int poll_ms = 20;   // How often the start looks whether voice is there,
constexpr int look_ms = 200;  // and how often it is looked at later.

std::string address_of(int listener) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  char text[INET_ADDRSTRLEN] = {};
  ::inet_ntop(AF_INET, &address.sin_addr, text, sizeof(text));
  return std::string(text) + ":" + std::to_string(ntohs(address.sin_port));
}

/// Of the volume that the log is on; makes the log's reserve again where it was used up.
Result<VolumeRoom> room_of_volume(SegmentLog& log) {
  const auto room = log.room();
  if (!room) return tl::unexpected<Fault>(room.error());
  return VolumeRoom{.free_bytes = room->volume.free_bytes, .size_bytes = room->volume.size_bytes};
}

bool applies_operation(const Batch& batch) { return batch.document != nullptr; }

/// Whether the start goes on with what is in force: there is something, and calls depend on it.
bool goes_on_without(const CoreProcess& options, bool is_in_force, const Fault& why,
                     Logger& logger) {
  if (!options.takes_over || !is_in_force) return false;
  logger.error("--operation is refused, what is in force stays", {{"why", why.what}});
  return true;
}

/// What the start has for the core, decided on what the log says.
Result<FirstCommand> first_command(const CoreProcess& options, const Operation& current,
                                   Logger& logger) {
  FirstCommand first;
  if (!options.operation.empty()) {
    auto from_file = operation_from_file(options.operation, current);
    if (from_file) return from_file;
    if (!goes_on_without(options, current.version != 0, from_file.error(), logger)) {
      return from_file;
    }
  } else if (current.version == 0) {
    first.command = empty_operation();
  }
  return first;
}

/// Makes the administrator's first password where there is none.
Result<void> show_first_password(const Operation& operation, const DataPaths& paths) {
  const auto made = first_password(operation, paths);
  if (!made) return tl::unexpected<Fault>(made.error());
  if (!*made) return {};
  std::printf("administrator: user %s, password %s (shown this once; keep it)\n",
              (*made)->user.c_str(), (*made)->password.c_str());
  std::fflush(stdout);
  return {};
}

void tell(int ready_to, const std::string& line) {
  if (ready_to < 0) return;
  [[maybe_unused]] const ssize_t told = ::write(ready_to, line.data(), line.size());
}

/// Names and secrets are durable before the operation that refers to them, and nobody uses them
/// before the core has judged it. False: a stop was asked for first. Fault input: it is refused,
/// and what was kept is put back. Faults of the stores.
Result<bool> carry_out_first(const FirstCommand& first, const std::string& operation,
                             const DataPaths& paths, EngineThread& engine, const Waits& waits,
                             Logger& logger) {
  Result<KeptBefore> before;
  if (first.read) before = keep(*first.read, paths);
  if (!before) return tl::unexpected<Fault>(before.error());
  if (!first.command) return true;
  const auto rejected = carry_out(engine, request_of(*first.command), waits, logger);
  if (!rejected) return false;
  if (*rejected == Reject::none) return true;
  if (first.read) {
    if (auto back = put_back(*before, paths); !back) {
      logger.error("--operation: former names and secrets were not put back",
                   {{"fault", back.error().what}});
    }
  }
  return fault(Fault::Kind::input, "--operation " + operation +
                                       ": refused: " + std::string(enum_name(*rejected)) + ": " +
                                       std::string(meaning_of(*rejected).sentence));
}

Result<Past> past_of(const CoreProcess& options, const DataPaths& paths, Logger& logger) {
  PastOptions past{.log_file_bytes = static_cast<std::uint64_t>(options.log_file_kb) * 1024};
  if (options.keep_log_days > 0) past.keep_log = hours(24 * options.keep_log_days);
  return open_past(paths, past, logger);
}

/// Devices' secrets were stored.
void read_again(AccountBook& accounts, VoiceChannel& voice, Logger& logger) {
  if (auto read = accounts.read_secrets(); !read) {
    logger.error("devices keep their former secrets", {{"fault", read.error().what}});
  }
  voice.accounts_changed();
}

/// What this process counts beside the API.
std::function<void(MetricsPage&)> figures_of(EngineThread& engine, const SegmentLog& log,
                                             const DataPaths& paths, const VoiceChannel& voice) {
  return [&, started_at = wall_clock()](MetricsPage& page) {
    append_engine(page, engine);
    append_log(page, log, paths.log);
    append_voice(page, voice.figures());
    append_process(page, started_at);
  };
}

/// What a durable batch sets going.
EngineSinks sinks_of(ApiServer& api, VoiceChannel& voice, AccountBook& accounts,
                     const EngineThread& engine) {
  return {.publish = [&](std::shared_ptr<const Batch> batch) { api.publish(std::move(batch)); },
          .act =
              [&](const Batch& batch, std::vector<Believed> touched) {
                voice.on_batch(batch, std::move(touched));
                if (!applies_operation(batch)) return;
                accounts.set_operation(engine.core().state().operation);
                voice.accounts_changed();
              }};
}

/// Carries out what the start has, and lets what refers to it be used. As carry_out_first.
Result<bool> begin(const FirstCommand& first, const CoreProcess& options, const Operation& current,
                   const DataPaths& paths, EngineThread& engine, ApiServer& api, const Waits& waits,
                   Logger& logger) {
  auto goes_on = carry_out_first(first, options.operation, paths, engine, waits, logger);
  const bool is_applied = goes_on && first.command;
  if (!goes_on && goes_on_without(options, current.version != 0, goes_on.error(), logger)) {
    goes_on = true;
  }
  if (!goes_on || !*goes_on) return goes_on;
  return show_first_password(is_applied ? *first.command->document : current, paths)
      .and_then([&] { return api.take_stores(); })
      .map([] { return true; });
}

/// Of an orphan. Voice goes first: its last facts are taken. True: it was told to end.
bool ends_alone(const VoiceChannel& voice, Logger& logger) {
  if (!voice.sip_address().empty()) return false;
  logger.warning("no supervisor has come, core ends");
  return ::kill(::getpid(), SIGTERM) == 0;
}

/// Waits for voice, then says once where everything is. False: a stop was asked for first.
bool wait_until_ready(const CoreProcess& options, EngineThread& engine, const VoiceChannel& voice,
                      const LogSource& log, const std::string& http, int stop,
                      const std::atomic<bool>& engine_ended) {
  while (voice.sip_address().empty()) {
    if (wait_for_stop(stop, poll_ms) || engine_ended) return false;
  }
  const std::string line = "ready http=" + http + " sip=" + voice.sip_address() +
                           " position=" + std::to_string(log.last()) + "\n";
  engine.set_ready(!options.draining);
  tell(options.ready_to, line);
  return true;
}

/// Until a stop is asked for: says whether calls are taken.
void look_after(EngineThread& engine, const VoiceChannel& voice, bool draining, int drain,
                const Waits& waits) {
  while (!waits(look_ms)) {
    draining |= take_drain(drain);
    engine.set_ready(!draining && !voice.sip_address().empty());
  }
}

}  // namespace

Result<void> run_core(const CoreProcess& options, Logger& logger) {
  const auto stop = stop_signal();
  if (!stop) return tl::unexpected<Fault>(stop.error());
  const auto drain = drain_signal();
  if (!drain) return tl::unexpected<Fault>(drain.error());
  if (options.ready_to >= 0) ::fcntl(options.ready_to, F_SETFD, FD_CLOEXEC);
  const auto paths = data_paths(options.data);
  if (!paths) return tl::unexpected<Fault>(paths.error());
  auto past = past_of(options, *paths, logger);
  if (!past) return tl::unexpected<Fault>(past.error());
  SegmentLog& log = *past->log;
  Archivist& archivist = *past->archivist;
  const Position snapshot_at = past->from ? past->from->position() : 0;

  EngineThread engine{log, [&log] { return room_of_volume(log); }, logger};
  const auto program = Program::running();
  if (!program) return tl::unexpected<Fault>(program.error());
  const auto in_hand = InHandPage::open(*paths, program->identity(), logger);
  if (!in_hand) return tl::unexpected<Fault>(in_hand.error());
  engine.note_in(**in_hand);
  if (auto replayed = replay(*past, engine); !replayed) return replayed;
  const auto current = engine.core().state().operation;
  const auto first = first_command(options, *current, logger);
  if (!first) return tl::unexpected<Fault>(first.error());

  auto secrets = records::Secrets::open(paths->secrets, paths->secrets_key);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  AccountBook accounts{*paths, std::move(*secrets)};
  accounts.set_operation(current);
  PhoneLine phones;
  auto voice = VoiceChannel::start(
      {.socket_path = paths->link,
       .on_phone = [&](const link::PhoneTold& told) { phones.tell(told); },
       .records_path = paths->records},
      engine, [&] { return accounts.accounts(); }, logger);
  if (!voice) return tl::unexpected<Fault>(voice.error());
  const auto on_secrets_changed = [&] { read_again(accounts, **voice, logger); };

  tell(options.ready_to, "listening\n");
  const OrphanWatch watch{*paths, [&, is_ending = false](bool alone) mutable {
                            if (alone && !is_ending) is_ending = ends_alone(**voice, logger);
                          }};

  const std::string http = address_of(options.http_listener);
  auto api = ApiServer::start({.listener = options.http_listener,
                               .records_path = paths->records,
                               .secrets_path = paths->secrets,
                               .secrets_key_path = paths->secrets_key,
                               .archive_path = paths->archive,
                               .folded = archivist.views(),
                               .stores_are_taken = true,
                               .recordings = paths->recordings,
                               .snapshots = paths->snapshots,
                               .on_secrets_changed = on_secrets_changed,
                               .phones = &phones,
                               .more_metrics = figures_of(engine, log, *paths, **voice)},
                              engine, log, logger);
  if (!api) return tl::unexpected<Fault>(api.error());
  phones.open(**voice, **api);
  archivist.begin(engine.core().state(), [&](Position archived) { (*api)->forget(archived); });
  ArchivistThread archivist_thread{archivist};
  archivist_thread.start();

  const EngineSinks sinks = sinks_of(**api, **voice, accounts, engine);
  std::atomic<bool> engine_ended = false;
  Result<void> ended{};
  std::thread engine_thread{[&] {
    ended = engine.run(sinks);
    engine_ended = true;
  }};
  const auto finish = [&] {
    engine.set_ready(false);
    engine.stop();
    engine_thread.join();
    archivist_thread.stop();
    phones.close();
    (*api)->stop();
  };

  const auto waits = [&](int ms) { return wait_for_stop(*stop, ms) || engine_ended; };
  const auto begun = begin(*first, options, *current, *paths, engine, **api, waits, logger);
  const bool goes_on = begun && *begun;
  if (goes_on && first->read) on_secrets_changed();
  if (goes_on && wait_until_ready(options, engine, **voice, log, http, *stop, engine_ended)) {
    logger.info("ready", {{"http", http}, {"position", log.last()}, {"snapshot", snapshot_at}});
    look_after(engine, **voice, options.draining, *drain, waits);
  }
  finish();
  if (!begun) return tl::unexpected<Fault>(begun.error());
  return ended;
}

}  // namespace relevo
