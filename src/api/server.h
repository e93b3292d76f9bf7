// The HTTP side of core: sign-in, commands, board, contacts, events, feed and the pages.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/engine_port.h"
#include "api/phone_port.h"
#include "base/logger.h"
#include "base/result.h"
#include "core/record.h"
#include "log/log.h"
#include "metrics/page.h"
#include "view/views.h"

namespace relevo {

struct ApiOptions {
  int listener = -1;         // A bound, listening TCP socket; the server takes it over.
  std::string records_path;  // The records store; opened here by its own connection.
  std::string secrets_path;  // The sealed secrets, and their key.
  std::string secrets_key_path;
  std::string archive_path;                  // Of ended contacts; empty: all are in memory.
  Views folded;                              // What the start has folded of the log.
  bool stores_are_taken = false;             // By the start, until take_stores.
  std::string recordings;                    // Folder of CONTACT.wav.
  std::string snapshots;                     // Folder; the past is folded from the nearest.
  std::function<void()> on_secrets_changed;  // Devices' secrets were stored; on the API's thread.
  PhonePort* phones = nullptr;               // Of pages; outlives the server.
  std::function<void(MetricsPage&)> more_metrics;  // Behind the API's own; on the API's thread.
  Duration session_lasts = hours(12);
  std::size_t connections_max = 20'000;
};

/// One thread of its own runs all of it. Views are folded on that thread from the batches given.
class ApiServer {
 public:
  /// Folds what `log` has behind `options.folded` before the first request is taken. Fault disk:
  /// the records, secrets or the log cannot be opened or read.
  static Result<std::unique_ptr<ApiServer>> start(const ApiOptions& options, EnginePort& engine,
                                                  const LogSource& log, Logger& logger);
  virtual ~ApiServer() = default;

  /// A batch is durable. In order, from the first behind what the log had at the start.
  /// Any one thread; never blocks.
  virtual void publish(std::shared_ptr<const Batch> batch) = 0;

  /// Voice says something of a page's phone. Any thread; never blocks.
  virtual void tell_phone(PhoneTold told) = 0;

  /// The archive has everything up to this position. Any thread; never blocks.
  virtual void forget(Position archived) = 0;

  /// The start has put into the stores what it wanted, and nobody else writes them any more: what
  /// is there is in use when it returns, and commands may change the operation. Faults of the
  /// stores. Blocks; any thread but the server's, before stop.
  virtual Result<void> take_stores() = 0;

  /// Stops taking connections, closes those that are idle, and joins the thread.
  virtual void stop() = 0;
};

}  // namespace relevo
