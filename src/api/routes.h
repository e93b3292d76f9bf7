// Every request of the API: who asks, what for, and which file of this folder answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/api_metrics.h"
#include "api/commands.h"
#include "api/floor.h"
#include "api/hearings.h"
#include "api/sights.h"
#include "api/sign_in.h"
#include "api/worker.h"
#include "http/http.h"
#include "log/log.h"
#include "metrics/page.h"

namespace relevo {

/// Server's thread only.
class Routes {
 public:
  static constexpr std::size_t operation_bytes_max = std::size_t{4} << 20U;
  static constexpr std::size_t other_bytes_max = 1024;  // Where no body is needed.

  struct Parts {
    Floor& floor;
    Sights& sights;
    SignIn& sign_in;
    Commands& commands;
    const LogSource& log;
    OnServer on_server;
    Worker& past;  // Of its own: a fold of the log takes long, and nobody's sign-in waits for it.
    std::string recordings;  // Folder of CONTACT.wav.
    std::string snapshots;   // Folder.
    ApiMetrics& metrics;
    std::function<void(MetricsPage&)> more_metrics;  // Of the process; see ApiOptions.
  };

  explicit Routes(Parts parts)
      : parts_(std::move(parts)), hearings_(parts_.floor, parts_.on_server) {}

  /// How much of a body is read: before a sign-in next to nothing.
  std::size_t body_bytes_max(const HttpRequest& head) const;

  /// Answers, now or later; every reply carries the headers that keep browsers strict.
  void answer(const HttpRequest& request, const Respond& respond);

 private:
  struct Asked;

  void admit(const Asked& asked);
  void serve(const Asked& asked, Route route);
  HttpReply metrics() const;
  HttpReply openapi();
  void board(const Asked& asked);
  void answer_state(const Asked& asked);
  void contact(const Asked& asked, Route route);

  Parts parts_;
  Hearings hearings_;
  std::string openapi_;  // Made when it is first asked for.
};

}  // namespace relevo
