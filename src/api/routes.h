// Every request of the API: who asks, what for, and which file of this folder answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/api_metrics.h"
#include "api/commands.h"
#include "api/floor.h"
#include "api/sights.h"
#include "api/sign_in.h"
#include "http/http.h"
#include "log/log.h"
#include "metrics/page.h"

namespace relevo {

/// Server's thread only.
class Routes {
 public:
  struct Parts {
    Floor& floor;
    Sights& sights;
    SignIn& sign_in;
    Commands& commands;
    const LogSource& log;
    OnServer on_server;
    std::string recordings;  // Folder of CONTACT.wav.
    ApiMetrics& metrics;
    std::function<void(MetricsPage&)> more_metrics;  // Of the process; see ApiOptions.
  };

  explicit Routes(Parts parts) : parts_(std::move(parts)) {}

  /// Answers, now or later; every reply carries the headers that keep browsers strict.
  void answer(const HttpRequest& request, const Respond& respond);

 private:
  struct Asked;

  void admit(const Asked& asked);
  void serve(const Asked& asked, Route route);
  HttpReply metrics() const;
  void answer_state(const Asked& asked);
  HttpReply contact(const Asked& asked, Route route);

  Parts parts_;
};

}  // namespace relevo
